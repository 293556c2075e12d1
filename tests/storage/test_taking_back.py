"""Retention, export, forgetting and erasing, beyond what the guard over the columns looks at."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.audit import AuditEntry
from core.errors import NotFound, RequestError
from core.models import Channel, Message, Person
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.messages import SqliteMessages, opened
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.settings import SqliteSettings
from tests.storage.killed import killed_after
from tests.storage.planted import NOON, Time

GENERAL = Channel("slack", "acme", "C1", "general")
ELSEWHERE = Channel("slack", "globex", "C1", "general")
ANA, BEN, NAMESAKE = Person("U1", "Ana"), Person("U2", "Ben"), Person("U3", "Ana")

ERASE = """
import asyncio, sys
from pathlib import Path
from storage.sqlite.database import connected
from storage.sqlite.erasing import destroy_keys
from storage.sqlite.session import opened

async def main():
    async with opened(Path(sys.argv[1])) as session, connected(Path(sys.argv[1])) as connection:
        await destroy_keys(connection, [w.key for w in (await session.keyring()).named("acme")])
        print("destroyed", flush=True)
        sys.stdin.read()

asyncio.run(main())
"""


class Stores:
    def __init__(self, open_session: session.Session, time: Time) -> None:
        self.messages, self.settings = SqliteMessages(open_session), SqliteSettings(open_session)
        self.audit, self.privacy = SqliteAudit(open_session), SqlitePrivacy(open_session)
        self.path, self.time = open_session.path, time

    async def add(self, *messages: Message, channel: Channel = GENERAL) -> int:
        async with self.messages.importing() as batch:
            return await batch.add(channel, messages)

    async def texts(self, channel: Channel = GENERAL) -> list[str]:
        return [m.text async for m in self.messages.read(channel)]


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    time = Time()
    async with session.opened(tmp_path / "recap.sqlite3", clock=time) as open_session:
        yield Stores(open_session, time)


def said(id: str, author: Person, text: str, days_ago: float = 0) -> Message:
    return Message(id, author, text, NOON - timedelta(days=days_ago))


async def test_heard_messages_are_kept_30_days_from_sending_and_imported_ones_from_import(stores: Stores) -> None:
    await stores.add(said("1", ANA, "imported", days_ago=400), Message("2", ANA, "imported, no time"))
    await stores.messages.edit(GENERAL, said("3", ANA, "heard", days_ago=10))
    stores.time.now = NOON + timedelta(days=21)
    assert (await stores.privacy.purge())[0].rows == {"messages": 1, "audit entries": 0, "calls": 0}
    assert await stores.texts() == ["imported", "imported, no time"]
    stores.time.now = NOON + timedelta(days=30)
    assert (await stores.privacy.purge())[0].rows == {"messages": 0, "audit entries": 0, "calls": 0}
    stores.time.now += timedelta(seconds=1)
    assert (await stores.privacy.purge())[0].rows == {"messages": 2, "audit entries": 0, "calls": 0}
    assert await stores.texts() == []


async def test_importing_again_or_editing_does_not_keep_a_message_longer(stores: Stores) -> None:
    await stores.add(said("1", ANA, "old"))
    stores.time.now = NOON + timedelta(days=20)
    await stores.add(said("1", ANA, "old"), said("2", ANA, "new"))
    await stores.messages.edit(GENERAL, replace(said("1", ANA, "edited"), edited_at=stores.time.now))
    stores.time.now = NOON + timedelta(days=31)
    await stores.privacy.purge()
    assert await stores.texts() == ["new"]


async def test_each_workspace_is_purged_by_its_own_settings(stores: Stores) -> None:
    for channel in (GENERAL, ELSEWHERE):
        await stores.add(said("1", ANA, "Hello"), channel=channel)
    await stores.settings.change("slack", "acme", ["messages_days=forever"])
    await stores.settings.change("slack", "globex", ["messages_days=1"])
    stores.time.now = NOON + timedelta(days=2)
    assert {c.workspace: c.rows["messages"] for c in await stores.privacy.purge()} == {"acme": 0, "globex": 1}
    stores.time.now = NOON + timedelta(days=9999)
    assert [c.rows["messages"] for c in await stores.privacy.purge("acme")] == [0]
    assert await stores.texts() == ["Hello"]


async def test_a_deleted_message_stays_out_when_it_is_imported_again_after_a_purge(stores: Stores) -> None:
    await stores.add(said("1", ANA, "Hello"))
    await stores.messages.delete(GENERAL, "1")
    stores.time.now = NOON + timedelta(days=99)
    await stores.privacy.purge()
    assert await stores.add(said("1", ANA, "Hello")) == 0
    assert await stores.texts() == []


async def test_the_text_of_a_deleted_or_edited_message_is_overwritten_in_the_file(stores: Stores) -> None:
    await stores.add(said("1", ANA, "deleted"), said("2", ANA, "edited"))
    bodies = _bodies(stores.path)
    assert len(bodies) == 2
    await stores.messages.delete(GENERAL, "1")
    await stores.messages.edit(GENERAL, replace(said("2", ANA, "better"), edited_at=NOON))
    connection = sqlite3.connect(stores.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = b"".join(file.read_bytes() for file in stores.path.parent.iterdir())
    assert [body for body in bodies if body in content] == []


async def test_a_person_is_exported_from_every_workspace_where_the_id_is_known(stores: Stores) -> None:
    for channel in (GENERAL, ELSEWHERE):
        await stores.add(said("1", ANA, f"in {channel.workspace}"), said("2", BEN, "Ben's"), channel=channel)
    found = await stores.privacy.export("U1")
    assert sorted((b.workspace, [m.text for _, m in b.messages]) for b in found) == [
        ("acme", ["in acme"]),
        ("globex", ["in globex"]),
    ]
    assert [b.workspace for b in await stores.privacy.export("U1", "globex")] == ["globex"]


async def test_a_name_will_do_where_only_one_person_has_it(stores: Stores) -> None:
    await stores.add(said("1", ANA, "Hello"), said("2", BEN, "Hi"))
    for name in ("Ben", "@ben", "U2"):
        assert [b.person for b in await stores.privacy.export(name)] == [BEN]
    await stores.add(said("3", NAMESAKE, "Hey"))
    with pytest.raises(RequestError, match=r"'ana' may be U1 \(workspace acme\), U3 \(workspace acme\): give the id"):
        await stores.privacy.forget("ana")
    with pytest.raises(NotFound, match="nobody called 'Eve' in workspace acme"):
        await stores.privacy.forget("Eve", "acme")
    with pytest.raises(NotFound, match="no workspace 'umbrella': there is acme"):
        await stores.privacy.forget("Ana", "umbrella")


async def test_forgetting_takes_messages_and_mentions_and_leaves_everybody_else(stores: Stores) -> None:
    mention = replace(said("2", BEN, "Thanks @Ana, and @Anabel"), original="Thanks <@U1>, and <@U9>")
    namesake = replace(said("4", BEN, "Thanks @Ana"), original="Thanks <@U3>")
    renamed = said("5", Person("U1", "Ana Lima"), "I am called Lima now")
    old_name = said("6", BEN, "@Ana Lima said so, Ana did")
    await stores.add(said("1", ANA, "Hello"), mention, said("3", NAMESAKE, "Hey"), namesake, renamed, old_name)
    await stores.add(said("1", ANA, "Elsewhere"), channel=ELSEWHERE)
    await stores.audit.add(AuditEntry(NOON, ANA, "summary", GENERAL, "offline", 1))
    [forgotten] = await stores.privacy.forget("U1", "acme")
    assert forgotten.rows == {"messages": 2, "mentions": 2, "audit entries": 1}
    assert [(m.text, m.original) async for m in stores.messages.read(GENERAL)] == [
        ("Thanks @forgotten person, and @Anabel", "Thanks @forgotten person, and <@U9>"),
        ("Hey", None),
        ("Thanks @Ana", "Thanks <@U3>"),
        ("@forgotten person said so, Ana did", None),
    ]
    assert [entry.who for entry in await stores.audit.entries()] == [None]
    assert await stores.texts(ELSEWHERE) == ["Elsewhere"]


async def test_an_old_export_does_not_bring_a_forgotten_person_back(stores: Stores) -> None:
    await stores.add(said("1", ANA, "Hello"))
    await stores.privacy.forget("U1")
    assert await stores.add(said("1", ANA, "Hello"), said("2", BEN, "Hi")) == 1
    assert await stores.texts() == ["Hi"]


async def test_erasing_leaves_other_workspaces_and_may_be_followed_by_a_new_import(stores: Stores) -> None:
    for channel in (GENERAL, ELSEWHERE):
        await stores.add(said("1", ANA, f"in {channel.workspace}"), channel=channel)
    assert await stores.privacy.erase("acme")
    assert await stores.texts() == []
    assert await stores.texts(ELSEWHERE) == ["in globex"]
    assert [c.workspace for c in await stores.messages.channels()] == ["globex"]
    assert await stores.add(said("1", ANA, "again")) == 1
    assert await stores.texts() == ["again"]


async def test_a_process_that_runs_on_sees_that_another_erased_a_workspace_and_made_it_anew(stores: Stores) -> None:
    await stores.add(said("1", ANA, "before"))
    assert await stores.texts() == ["before"]
    async with session.opened(stores.path) as other:
        await SqlitePrivacy(other).erase("acme")
        async with SqliteMessages(other).importing() as batch:
            await batch.add(GENERAL, [said("1", ANA, "after")])
    assert await stores.texts() == ["after"]


async def test_while_another_process_reads_the_key_may_stay_in_the_log_and_the_next_start_overwrites_it(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.database.BUSY_SECONDS", 0.1)
    await stores.add(said("1", ANA, "Hello"))
    [(wrapped_key,)] = _rows(stores.path, "SELECT wrapped_key FROM workspaces")
    reading = sqlite3.connect(stores.path)
    cursor = reading.execute("SELECT body FROM messages UNION ALL SELECT body FROM messages")
    cursor.fetchone()
    assert not await stores.privacy.erase("acme")
    assert await stores.messages.channels() == []
    cursor.close()
    reading.close()
    async with session.opened(stores.path):
        assert _rows(stores.path, "SELECT key FROM workspaces") == []
        assert wrapped_key not in b"".join(file.read_bytes() for file in stores.path.parent.iterdir())


def test_an_erasure_that_was_killed_leaves_unreadable_rows_and_the_next_start_ends_it(tmp_path: Path) -> None:
    database = tmp_path / "recap.sqlite3"

    async def add_both() -> None:
        async with opened(database) as store, store.importing() as batch:
            for channel in (GENERAL, ELSEWHERE):
                await batch.add(channel, [said("1", ANA, f"in {channel.workspace}")])

    async def left() -> list[tuple[str, str]]:
        async with opened(database) as store:
            return [(c.workspace, m.text) for c in await store.channels() async for m in store.read(c)]

    asyncio.run(add_both())
    killed_after(0, ERASE, database)
    assert len(_bodies(database)) == 2
    assert sorted(key is None for (key,) in _rows(database, "SELECT wrapped_key FROM workspaces")) == [False, True]
    assert asyncio.run(left()) == [("globex", "in globex")]
    assert len(_bodies(database)) == 1
    assert [key is None for (key,) in _rows(database, "SELECT wrapped_key FROM workspaces")] == [False]


def _bodies(database: Path) -> list[bytes]:
    return [body for (body,) in _rows(database, "SELECT body FROM messages")]


def _rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


async def test_a_workspace_that_takes_recap_away_is_erased_on_its_platform_however_often_it_is_told(
    stores: Stores,
) -> None:
    namesake = replace(GENERAL, platform="teams")
    for channel in (GENERAL, ELSEWHERE, namesake):
        await stores.add(said("1", ANA, "Hello"), channel=channel)
    for _ in range(2):
        await stores.privacy.erase_one("slack", "acme")
    assert await stores.texts() == []
    assert await stores.texts(ELSEWHERE) == await stores.texts(namesake) == ["Hello"]
