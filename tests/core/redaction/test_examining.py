"""Every message is examined once: unless something has changed what would be found."""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import RedactionError
from core.models import Channel, Message, Person, Transcript
from core.ports import MessageStore
from core.redaction.examining import Counts, examine, version
from core.redaction.outgoing import Outgoing, prepare
from core.redaction.people import members
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from storage.memory import MemoryMessages
from storage.sqlite.messages import opened

GENERAL = Channel("slack", "acme", "C1", "general")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")
FIRST, SECOND = Message("1", ANA, "Ben is in"), Message("2", ANA, "Cleo too")


class CountingDetector:
    """Finds the names of the roster; is too late for `slow`; remembers what it was given."""

    def __init__(self, version: str = "1", slow: str = "") -> None:
        self.version = version
        self.slow = slow
        self.given: list[str] = []

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...] | None]:
        self.given += texts
        return [None if text == self.slow else self._of(text, policy) for text in texts]

    def _of(self, text: str, policy: Policy) -> tuple[Finding, ...]:
        found = [(p.id, m) for p in policy.people for m in re.finditer(p.names[0], text)]
        return tuple(Finding("PERSON", *m.span(), person=id) for id, m in found)


class BrokenDetector(CountingDetector):
    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...] | None]:
        raise RedactionError("broken")


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MessageStore]:
    if request.param == "memory":
        yield MemoryMessages()
    else:
        async with opened(tmp_path / "recap.sqlite3") as sqlite:
            yield sqlite


async def add(store: MessageStore, *messages: Message) -> None:
    async with store.importing() as batch:
        await batch.add(GENERAL, messages)


async def policy(store: MessageStore) -> Policy:
    return Policy(people=members(await store.authors("slack", "acme")))


async def prepared(store: MessageStore, detector: CountingDetector) -> Outgoing:
    messages = tuple([m async for m in store.read(GENERAL)])
    return await prepare(Transcript("C1", messages, GENERAL), detector, await policy(store), store)


def texts(outgoing: Outgoing) -> list[str]:
    return [line.text for line in outgoing.lines]


async def test_an_unchanged_channel_is_examined_once(store: MessageStore) -> None:
    await add(store, FIRST, SECOND, Message("3", BEN, "Hi"))
    detector, idle = CountingDetector(), BrokenDetector()
    before = await prepared(store, detector)
    assert texts(before) == ["<PERSON_2> is in", "Cleo too", "Hi"]
    assert texts(await prepared(store, idle)) == texts(before)
    assert detector.given == ["Ben is in", "Cleo too", "Hi"]


async def test_a_new_message_is_examined_alone(store: MessageStore) -> None:
    await add(store, FIRST)
    detector = CountingDetector()
    await prepared(store, detector)
    await add(store, SECOND)
    assert texts(await prepared(store, detector)) == ["Ben is in", "Cleo too"]
    assert detector.given == ["Ben is in", "Cleo too"]


async def test_somebody_new_makes_what_was_found_before_stale(store: MessageStore) -> None:
    await add(store, FIRST, SECOND)
    detector = CountingDetector()
    assert texts(await prepared(store, detector)) == ["Ben is in", "Cleo too"]
    await add(store, Message("3", Person("U3", "Cleo"), "Yes"))
    assert texts(await prepared(store, detector)) == ["Ben is in", "<PERSON_2> too", "Yes"]
    assert detector.given == [FIRST.text, SECOND.text, FIRST.text, SECOND.text, "Yes"]


async def test_an_edited_message_is_examined_again(store: MessageStore) -> None:
    await add(store, FIRST, SECOND)
    detector = CountingDetector()
    await prepared(store, detector)
    await store.edit(GENERAL, replace(FIRST, text="Ana is in", edited_at=datetime(2024, 5, 6, tzinfo=UTC)))
    assert sorted(texts(await prepared(store, detector))) == ["<PERSON_1> is in", "Cleo too"]
    assert detector.given == ["Ben is in", "Cleo too", "Ana is in"]


async def test_what_a_worker_examined_is_not_examined_before_a_model_call(store: MessageStore) -> None:
    await add(store, FIRST, SECOND)
    assert await examine(store, CountingDetector(), await policy(store), GENERAL) == Counts(2, 0)
    assert await examine(store, BrokenDetector(), await policy(store), GENERAL) == Counts(0, 0)
    assert texts(await prepared(store, BrokenDetector())) == ["Ben is in", "Cleo too"]


async def test_a_withheld_message_is_tried_again(store: MessageStore) -> None:
    await add(store, FIRST, SECOND)
    slow, detector = CountingDetector(slow=FIRST.text), CountingDetector()
    assert await examine(store, slow, await policy(store), GENERAL) == Counts(1, 1)
    assert texts(await prepared(store, slow)) == ["Cleo too"]
    assert texts(await prepared(store, detector)) == ["Ben is in", "Cleo too"]
    assert detector.given == [FIRST.text]


async def test_nothing_is_prepared_from_stale_findings_where_the_detector_fails(store: MessageStore) -> None:
    await add(store, FIRST)
    await prepared(store, CountingDetector())
    with pytest.raises(RedactionError):
        await prepared(store, BrokenDetector(version="2"))


def test_a_version_depends_on_detector_lists_and_people_and_names_nobody() -> None:
    policies = [Policy(), Policy(deny=("falcon",)), Policy(allow=("falcon",)), Policy(people=members([ANA]))]
    versions = {version(CountingDetector(v), p) for v in "12" for p in policies}
    assert len(versions) == 8
    assert not [v for v in versions if re.search("[^0-9a-f]", v)]
    assert version(CountingDetector(), Policy(deny=("falcon",))) == version(CountingDetector(), policies[1])
