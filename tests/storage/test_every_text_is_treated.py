"""No column holds text unless it is protected and taken back: whoever adds one declares it and plants a value here."""

import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.audit import AuditEntry
from core.caching import LIFETIME
from core.digests.digest import Digest
from core.digests.post import DigestPost, Section
from core.digests.run import Run, Standing, State
from core.digests.slots import Slot
from core.limits.bucket import Bucket
from core.models import Coverage, Window
from core.ports import Cached, Entry, Post, Reacted, Usage
from core.ports.ledger import Reservation
from core.ports.submissions import Submission
from core.redaction.spans import Finding
from core.results import Result
from core.review import Draft, Failed
from core.summary import Point, Statement, Summary, SummaryRequest
from core.workspace import WorkspaceSettings
from storage.entries import entry_digest
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.buckets import SqliteBuckets
from storage.sqlite.cache import SqliteCache
from storage.sqlite.digest_runs import SqliteRuns
from storage.sqlite.digests import SqliteSetups
from storage.sqlite.drafts import SqliteDrafts
from storage.sqlite.installations import SqliteInstallations
from storage.sqlite.ledger import SqliteLedger
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.posts import SqlitePosts
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.reactions import COLUMNS_JOINED, to_reacted
from storage.sqlite.results import SqliteResults
from storage.sqlite.rows import to_microseconds
from storage.sqlite.settings import SqliteSettings
from storage.sqlite.submissions import SqliteSubmissions
from storage.sqlite.treatment import TREATMENTS
from tests.storage.planted import CHANNEL, MESSAGE, NOON, TEXTS, Time, found_in

PERSON = MESSAGE.author
ROOTS = ("workspaces", "channels", "cache", "drafts")  # the latter are looked for themselves
WORKSPACE = CHANNEL.workspace
VERSION = "examined-marker"
KEY, FOCUS, REASON = "key-marker", "focus-marker", "Quirina's salary is wrong"
SUMMARY = Summary("1", MESSAGE.text, (MESSAGE.id,), (), (), (), (), Coverage(1, 1), "claude-marker")
DRAFT = Draft(
    *("draft-marker", NOON, CHANNEL, PERSON, SummaryRequest(focus=FOCUS), SUMMARY),
    *((Failed(Statement(MESSAGE.text, (MESSAGE.id,)), "why-marker"),), (MESSAGE.id,)),
)
RESERVED = {"prompt": Reservation(1, CHANNEL.platform, WORKSPACE, NOON.date())}
SUBMISSION = Submission(
    *("batch-marker", NOON, CHANNEL, "1", (MESSAGE.id,), SummaryRequest(focus=FOCUS), "model-marker", RESERVED),
    parts=((MESSAGE.id,),),
)
RESULT = Result("result-marker", NOON, "engine-marker", opinion="down", reason=REASON)
POSTED = Summary("1", "", (), (Point(MESSAGE.text, (MESSAGE.id,)),), (), (), (), Coverage(1, 1), "offline")
ENTRY = AuditEntry(NOON, PERSON, "summary", CHANNEL, "offline-marker", 1)
PLACE = CHANNEL.platform, WORKSPACE, CHANNEL.id
DIGEST = Digest("digest-marker", *PLACE[:2], (CHANNEL,), CHANNEL, PERSON, NOON)
DIGEST_RUN = Run(
    *(DIGEST, Slot("2024-05-06T12:00", NOON), 1, NOON, Window(until=NOON), ((CHANNEL, Window(until=NOON)),)), Standing()
)
DIGEST_POST = DigestPost(
    DIGEST, "k", "2024-05-06T12:00", Window(), "headline-marker", (Section(CHANNEL, POSTED, POSTED),)
)
MARKS = (VERSION, "LOCATION", "offline-marker", "summary", "opted_out", "model-marker", "purpose-marker")
CALL = Entry(NOON, *PLACE, "model-marker", "purpose-marker", Usage(1, 2), 0.1, 0.2)


class Stores:
    """Everything that a database remembers, at a time that the test sets."""

    def __init__(self, open_session: session.Session) -> None:
        self.session = open_session
        self.path = open_session.path
        self.messages = SqliteMessages(open_session)
        self.settings = SqliteSettings(open_session)
        self.audit = SqliteAudit(open_session)
        self.privacy = SqlitePrivacy(open_session)
        self.ledger = SqliteLedger(open_session)
        self.buckets = SqliteBuckets(open_session)
        self.cache = SqliteCache(open_session)
        self.drafts = SqliteDrafts(open_session)
        self.results = SqliteResults(open_session)
        self.submissions = SqliteSubmissions(open_session)
        self.posts = SqlitePosts(open_session)
        self.installations = SqliteInstallations(open_session)
        self.setups = SqliteSetups(open_session)
        self.runs = SqliteRuns(open_session)

    async def column(self, name: str) -> set[Any]:
        table, column = name.split(".")
        rows = await self.session.rows(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        return {value for (value,) in rows}

    async def keyring(self) -> str:
        return repr([(w.platform, w.id) for w in await self.session.keyring()])


@dataclass(frozen=True)
class Planted:
    """What was planted in an encrypted column, and how what it holds now is read back."""

    texts: tuple[str, ...]
    read: Callable[[Stores], Awaitable[str]]


async def _messages(stores: Stores) -> str:
    return "".join([repr(m) async for m in stores.messages.read(CHANNEL)])


async def _findings(stores: Stores) -> str:
    messages = [m async for m in stores.messages.read(CHANNEL)]
    return repr(await stores.messages.findings(CHANNEL, VERSION, messages))


async def _channels(stores: Stores) -> str:
    return repr([(c.id, c.name, c.topic) for c in await stores.messages.channels()])


async def _reactions(stores: Stores) -> str:
    [workspace] = (await stores.session.keyring()).named(WORKSPACE)
    sql = f"SELECT channels.id, {COLUMNS_JOINED} FROM reactions JOIN channels ON channels.key = channel"
    return repr([to_reacted(row[1:], workspace.data_key, row[0]) for row in await stores.session.rows(sql)])


async def _posts(stores: Stores) -> str:
    return repr(await stores.posts.stale(CHANNEL.platform))


async def _digests(stores: Stores) -> str:
    return repr(await stores.setups.list(CHANNEL.platform, WORKSPACE))


async def _standing(stores: Stores) -> str:
    return repr([standing for _, standing in await stores.runs.due([CHANNEL.platform], NOON + timedelta(days=1))])


async def _run(stores: Stores) -> Run | None:
    """What is under way, as whoever takes it over sees it."""
    [(digest, standing)] = await stores.runs.due([CHANNEL.platform], NOON + timedelta(days=1))
    run = replace(DIGEST_RUN, digest=digest, holder=2, begun=NOON + timedelta(days=1), standing=standing)
    return await stores.runs.claim(run, run.begun, run.begun)


async def _begun(stores: Stores) -> str:
    return repr(await _run(stores))


async def _composed(stores: Stores) -> str:
    run = await _run(stores)
    return repr(run and run.post)


async def _installations(stores: Stores) -> str:
    return repr(await stores.installations.get(CHANNEL.platform, WORKSPACE))


async def _settings(stores: Stores) -> str:
    return repr(await stores.settings.get(CHANNEL.platform, WORKSPACE))


async def _calls(stores: Stores) -> str:
    return repr(await stores.ledger.entries())


async def _audit(stores: Stores) -> str:
    return repr(await stores.audit.entries())


async def _cached(stores: Stores) -> str:
    return repr(await stores.cache.get(CHANNEL, KEY))


async def _submissions(stores: Stores) -> str:
    return repr(await stores.submissions.list())


async def _drafts(stores: Stores) -> str:
    return repr(await stores.drafts.list())


async def _results(stores: Stores) -> str:
    return repr(await stores.results.list())


PLANTED: Mapping[str, Planted] = {
    "workspaces.body": Planted((WORKSPACE,), Stores.keyring),
    "channels.body": Planted((CHANNEL.id, CHANNEL.name, str(CHANNEL.topic)), _channels),
    "messages.body": Planted((PERSON.id, PERSON.name, MESSAGE.text), _messages),
    "messages.findings": Planted((PERSON.id, "LOCATION"), _findings),
    "reactions.body": Planted((PERSON.id, MESSAGE.id, "emoji-marker"), _reactions),
    "posts.body": Planted(("place-marker", MESSAGE.text, MESSAGE.id), _posts),
    "installations.body": Planted(("token-marker",), _installations),
    "digests.body": Planted((PERSON.id, PERSON.name, CHANNEL.name), _digests),
    "digests.standing": Planted((CHANNEL.id, "missed-marker"), _standing),
    "digest_runs.body": Planted((CHANNEL.id, "digest-place-marker"), _begun),
    "digest_runs.post": Planted((PERSON.id, MESSAGE.text, "headline-marker"), _composed),
    "settings.body": Planted((PERSON.name,), _settings),
    "calls.body": Planted((CHANNEL.id, "model-marker", "purpose-marker"), _calls),
    "audit.body": Planted((PERSON.id, PERSON.name, CHANNEL.name), _audit),
    "cache.body": Planted((MESSAGE.text,), _cached),
    "submissions.body": Planted((MESSAGE.id, FOCUS, "batch-marker"), _submissions),
    "drafts.body": Planted((PERSON.id, PERSON.name, MESSAGE.text, FOCUS), _drafts),
    "results.body": Planted((RESULT.engine,), _results),
    "results.reason": Planted((REASON,), _results),
}


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def stores(tmp_path: Path, time: Time) -> AsyncIterator[Stores]:
    async with session.opened(tmp_path / "data" / "recap.sqlite3", clock=time) as open_session:
        stores = Stores(open_session)
        async with stores.messages.importing() as batch:
            await batch.add(CHANNEL, [MESSAGE])
        found = Finding("LOCATION", 0, 5, person=PERSON.id)
        await stores.messages.keep_findings(CHANNEL, VERSION, [(MESSAGE, (found,))])
        await stores.messages.react(CHANNEL, Reacted(MESSAGE.id, PERSON.id, "emoji-marker", NOON))
        await stores.posts.put(Post(CHANNEL, "place-marker", POSTED, NOON, stale=True))
        await stores.settings.change(CHANNEL.platform, WORKSPACE, [f"opted_out={PERSON.name}"])
        await stores.installations.put(CHANNEL.platform, WORKSPACE, "token-marker")
        await stores.audit.add(ENTRY)
        await stores.ledger.settle(CALL)
        await stores.buckets.take(CHANNEL.platform, WORKSPACE, PERSON.id, [Bucket(6, timedelta(minutes=5))], NOON)
        time.now = NOON + timedelta(minutes=1)  # the message was edited at noon: made of it later
        await stores.cache.put(CHANNEL, KEY, Cached(MESSAGE.text, NOON + LIFETIME), [MESSAGE.id])
        await stores.drafts.add(DRAFT)
        await stores.submissions.add(SUBMISSION)
        await stores.results.add(CHANNEL, PERSON.id, RESULT)
        await stores.setups.put(DIGEST, NOON, Standing(NOON, {CHANNEL.id: NOON}, (("slot", "missed-marker"),)))
        run = await stores.runs.claim(DIGEST_RUN, NOON, NOON)
        assert run
        run = await stores.runs.keep(run, DIGEST_POST, time.now)
        assert run
        await stores.runs.move(run, State.POSTED, "digest-place-marker")
        await _leave_a_lease(stores)
        yield stores


async def _leave_a_lease(stores: Stores) -> None:
    """As a process does that dies while it makes an answer."""
    workspace = await stores.session.made(CHANNEL.platform, WORKSPACE)
    async with stores.session.writing() as writing:
        row = (workspace.key, entry_digest(workspace.data_key, CHANNEL, KEY), 1, to_microseconds(NOON))
        await writing.connection.execute("INSERT INTO cache_leases VALUES (?, ?, ?, ?)", row)


def tables(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Columns with their declared types, by table."""
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {t: [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({t})")] for t in names}
    connection.close()
    return found


async def test_every_column_that_can_hold_text_says_how_it_is_treated(stores: Stores) -> None:
    columns = {f"{t}.{name}" for t, named in tables(stores.path).items() for name, kind in named if kind != "INTEGER"}
    assert columns == set(TREATMENTS)
    settings = {field.name for field in fields(WorkspaceSettings)}
    for column, treatment in TREATMENTS.items():
        assert treatment.retention in settings or re.match("(stays|fixed): .", treatment.retention), column
        assert treatment.forget == "removed" or re.match("stays: .", treatment.forget), column
        assert treatment.export == "given out" or re.match("not given: .", treatment.export), column


async def test_whatever_says_integer_holds_integers(stores: Stores) -> None:
    for table, columns in tables(stores.path).items():
        for column, kind in columns:
            if kind == "INTEGER":
                rows = await stores.session.rows(f"SELECT DISTINCT typeof({column}) FROM {table}")
                assert {name for (name,) in rows} <= {"integer", "null"}, f"{table}.{column}"


async def test_every_table_goes_with_its_workspace(stores: Stores) -> None:
    for table in set(tables(stores.path)) - {"workspaces", "master_key"}:
        links = await stores.session.rows(f"PRAGMA foreign_key_list({table})")
        assert [link for link in links if link[2] in ROOTS and link[6] == "CASCADE"], table


ANSWERED = (
    KEY,
    FOCUS,
    REASON,
    "batch-marker",
    "claude-marker",
    "draft-marker",
    "why-marker",
    "result-marker",
    "engine-marker",
)


async def test_a_value_is_planted_in_every_column(stores: Stores) -> None:
    encrypted = {column for column, treatment in TREATMENTS.items() if treatment.protection == "encrypted"}
    assert encrypted == set(PLANTED), "plant a text in each encrypted column"
    for column, planted in PLANTED.items():
        shown = await planted.read(stores)
        assert [text for text in planted.texts if text not in shown] == [], column
    for column in TREATMENTS:
        assert await stores.column(column), column


async def test_none_of_it_can_be_read_in_the_files(stores: Stores) -> None:
    marks = (*TEXTS, *MARKS, *ANSWERED, "emoji-marker", "place-marker", "token-marker")
    assert found_in(stores.path.parent.iterdir(), marks) == []


async def test_what_has_grown_old_is_purged(stores: Stores, time: Time) -> None:
    before = {column: await stores.column(column) for column in TREATMENTS}
    time.now = NOON + timedelta(days=400)
    await stores.privacy.purge()
    for column, treatment in TREATMENTS.items():
        left = await stores.column(column)
        assert left == (before[column] if treatment.retention.startswith("stays") else set()), column


async def test_a_person_gets_everything_that_is_given_out(stores: Stores) -> None:
    given = repr(await stores.privacy.export(PERSON.id))
    for column, planted in PLANTED.items():
        if TREATMENTS[column].export == "given out":
            assert [text for text in planted.texts if repr(text)[1:-1] not in given] == [], column


async def test_nothing_of_a_forgotten_person_is_left_but_what_says_why(stores: Stores) -> None:
    before = {column: await stores.column(column) for column in TREATMENTS}
    await stores.privacy.forget(PERSON.id)
    for column, treatment in TREATMENTS.items():
        if treatment.forget != "removed":
            assert await stores.column(column) == before[column], column
        elif treatment.protection == "encrypted":
            shown = await PLANTED[column].read(stores)
            assert [text for text in (PERSON.id, PERSON.name, MESSAGE.text, REASON) if text in shown] == [], column
            assert not await stores.column(column) & before[column], column
        else:
            assert await stores.column(column) == set(), column


async def test_an_erased_workspace_leaves_nothing(stores: Stores) -> None:
    values = {v for column in TREATMENTS if not column.startswith("master_key") for v in await stores.column(column)}
    held = b"".join(file.read_bytes() for file in stores.path.parent.iterdir())
    assert [value for value in values if value not in held] == []
    await stores.privacy.erase(WORKSPACE)
    for table in set(tables(stores.path)) - {"master_key"}:
        assert await stores.session.rows(f"SELECT count(*) FROM {table}") == [(0,)], table
    left = b"".join(file.read_bytes() for file in stores.path.parent.iterdir())
    assert [value for value in values if value in left] == []
