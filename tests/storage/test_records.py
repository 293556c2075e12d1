"""What every memory of items, notes and preferences promises, run over each of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.action_items.item import Item
from core.action_items.kept import Kept
from core.action_items.preferences import Preferences
from core.decisions.recorded import Recorded
from core.models import Channel, Message, Person
from core.ports.notes import Notes, PreferencesStore
from core.ports.records import Records
from storage.memory import MemoryNotes, MemoryPreferences, MemoryRecords
from storage.sqlite import session
from storage.sqlite.decisions import SqliteDecisions
from storage.sqlite.items import SqliteItems
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.notes import SqliteNotes
from storage.sqlite.preferences import SqlitePreferences

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL, RANDOM = Channel("slack", "acme", "C1", "general"), Channel("slack", "acme", "C2", "random")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")
ITEM = Kept(
    Item(
        *("i1", GENERAL, "Call the oven people", ("1", "2"), NOON),
        owner=ANA,
        due=date(2024, 5, 7),
        thread_id="1",
        sendable=True,
        asked_by=BEN,
        remind_at=NOON + timedelta(days=1),
    ),
    refused_by=("U9",),
    by_hand=True,
)
DECISION = Recorded("d1", GENERAL, "Rye on Thursdays", ("3",), NOON, "Bread", explicit=True, reverses="d0")
PLACE = "slack", "acme"


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@dataclass
class Memory:
    items: Records[Kept]
    decisions: Records[Recorded]
    notes: Notes
    preferences: PreferencesStore

    async def put(self, *kept: Kept) -> None:
        for one in kept:
            await self.items.change(one.channel, lambda known, one=one: [*(k for k in known if k.id != one.id), one])  # type: ignore[misc]


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Memory]:
    yield Memory(MemoryRecords(), MemoryRecords(), MemoryNotes(), MemoryPreferences())


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Memory]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield _over(opened)


def _over(opened: session.Session) -> Memory:
    return Memory(SqliteItems(opened), SqliteDecisions(opened), SqliteNotes(opened), SqlitePreferences(opened))


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def memory(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Memory]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_an_item_and_a_decision_come_back_as_they_were(memory: Memory) -> None:
    await memory.put(ITEM)
    await memory.decisions.change(GENERAL, lambda known: [DECISION])
    assert await memory.items.get(*PLACE, "i1") == ITEM
    assert await memory.items.list(*PLACE) == [ITEM]
    assert await memory.decisions.list(*PLACE, GENERAL) == [DECISION]
    assert await memory.decisions.get(*PLACE, "i1") is None


async def test_they_are_listed_by_channel_and_by_person_in_the_order_in_which_they_were_said(memory: Memory) -> None:
    earlier = replace(ITEM, item=replace(ITEM.item, id="i2", said_at=at(-5), owner=BEN))
    elsewhere = replace(ITEM, item=replace(ITEM.item, id="i3", channel=RANDOM))
    await memory.put(ITEM, earlier, elsewhere)
    assert [k.id for k in await memory.items.list(*PLACE, GENERAL)] == ["i2", "i1"]
    assert {k.id for k in await memory.items.list(*PLACE, person="U1")} == {"i1", "i3"}
    assert await memory.items.list("slack", "globex") == []


async def test_what_a_change_leaves_out_is_gone_and_other_channels_stay(memory: Memory) -> None:
    elsewhere = replace(ITEM, item=replace(ITEM.item, id="i3", channel=RANDOM))
    await memory.put(ITEM, elsewhere)
    await memory.items.change(GENERAL, lambda known: [])
    assert await memory.items.list(*PLACE) == [elsewhere]


async def test_it_is_known_what_rests_on_a_message_of_the_channel(memory: Memory) -> None:
    await memory.put(ITEM)
    assert await memory.items.rests(GENERAL, ["2"])
    assert not await memory.items.rests(GENERAL, ["7"])
    assert not await memory.items.rests(RANDOM, ["2"])
    assert not await memory.decisions.rests(GENERAL, ["2"])


async def test_a_note_is_claimed_once_with_all_that_was_found_for_the_person(memory: Memory) -> None:
    other = replace(ITEM, item=replace(ITEM.item, id="i2"))
    await memory.put(ITEM, other)
    await memory.notes.put(*PLACE, ANA, "i1", "found", at(2))
    await memory.notes.put(*PLACE, ANA, "i2", "found", at(3))
    assert await memory.notes.claim("slack", at(1), at(9)) is None
    claimed = await memory.notes.claim("slack", at(2), at(9))
    assert claimed
    assert (claimed.person, claimed.occasion, set(claimed.items)) == (ANA, "found", {"i1", "i2"})
    assert await memory.notes.claim("slack", at(3), at(9)) is None
    await memory.notes.told(claimed)
    await memory.notes.put(*PLACE, ANA, "i1", "found", at(2))
    assert await memory.notes.claim("slack", at(20), at(29)) is None
    assert await memory.notes.unsent(*PLACE, "U1") == []


async def test_a_note_put_off_comes_later(memory: Memory) -> None:
    await memory.put(ITEM)
    await memory.notes.put(*PLACE, ANA, "i1", "found", NOON)
    claimed = await memory.notes.claim("slack", NOON, at(1))
    assert claimed
    await memory.notes.later(claimed, at(5))
    assert await memory.notes.claim("slack", at(4), at(9)) is None
    assert await memory.notes.claim("slack", at(5), at(9))


async def test_what_a_person_does_not_take_comes_with_their_next_answer_once(memory: Memory) -> None:
    await memory.put(ITEM)
    await memory.notes.put(*PLACE, ANA, "i1", "found", NOON)
    claimed = await memory.notes.claim("slack", NOON, at(1))
    assert claimed
    await memory.notes.refused(claimed)
    assert await memory.notes.claim("slack", at(5), at(9)) is None
    assert await memory.notes.unsent(*PLACE, "U2") == []
    assert await memory.notes.unsent(*PLACE, "U1") == ["i1"]
    assert await memory.notes.unsent(*PLACE, "U1") == []


async def test_a_claim_whose_process_died_is_not_sent_again_but_comes_with_an_answer(memory: Memory) -> None:
    await memory.put(ITEM)
    await memory.notes.put(*PLACE, ANA, "i1", "found", NOON)
    claimed = await memory.notes.claim("slack", NOON, at(1))
    assert claimed
    assert await memory.notes.claim("slack", at(2), at(3)) is None
    await memory.notes.told(claimed)  # too late: it had been given up
    assert await memory.notes.unsent(*PLACE, "U1") == ["i1"]


async def test_a_reminder_can_be_set_again_and_comes_by_itself(memory: Memory) -> None:
    other = replace(ITEM, item=replace(ITEM.item, id="i2"))
    await memory.put(ITEM, other)
    for minute in (5, 10):
        await memory.notes.put(*PLACE, ANA, "i1", "reminder", at(minute))
    await memory.notes.put(*PLACE, ANA, "i2", "reminder", at(30))
    assert await memory.notes.claim("slack", at(6), at(9)) is None
    claimed = await memory.notes.claim("slack", at(10), at(19))
    assert claimed
    assert claimed.items == ("i1",)
    await memory.notes.told(claimed)
    await memory.notes.put(*PLACE, ANA, "i1", "reminder", at(20))
    assert await memory.notes.claim("slack", at(20), at(29))


async def test_a_morning_is_claimed_once_and_the_next_one_follows(memory: Memory) -> None:
    await memory.preferences.wake(*PLACE, ANA, Preferences(hour=8), at(10))
    await memory.preferences.wake(*PLACE, ANA, Preferences(), at(3))
    assert await memory.preferences.get(*PLACE, "U1") == Preferences(hour=8)
    assert await memory.preferences.get(*PLACE, "U2") is None
    assert await memory.preferences.claim("slack", at(9), lambda _: at(99)) is None
    claimed = await memory.preferences.claim("slack", at(10), lambda _: at(99))
    assert claimed
    assert (claimed.person, claimed.occasion) == (ANA, "morning")
    assert await memory.preferences.claim("slack", at(98), lambda _: at(999)) is None
    await memory.preferences.later(claimed, at(50))
    assert await memory.preferences.claim("slack", at(50), lambda _: at(99))


async def test_preferences_come_back_and_say_when_the_next_morning_is(memory: Memory) -> None:
    wants = Preferences(hour=7, zone="Europe/Berlin", opted_out=True, morning=False)
    await memory.preferences.put(*PLACE, ANA, wants, at(10))
    assert await memory.preferences.get(*PLACE, "U1") == wants
    seen: list[Preferences] = []

    def following(preferences: Preferences) -> datetime:
        seen.append(preferences)
        return at(99)

    assert await memory.preferences.claim("slack", at(10), following)
    assert seen == [wants]


async def test_nothing_is_kept_of_a_message_that_was_deleted_meanwhile(tmp_path: Path) -> None:
    async with session.opened(tmp_path / "recap.sqlite3") as opened:
        messages, memory = SqliteMessages(opened), _over(opened)
        await messages.hear(GENERAL, Message("1", ANA, "I'll call the oven people", NOON))
        await messages.delete(GENERAL, "1")
        assert await memory.items.change(GENERAL, lambda known: [*known, ITEM]) == []
        assert await memory.items.list(*PLACE) == []


async def test_two_processes_that_change_at_once_lose_nothing_and_claim_each_note_once(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    async with session.opened(path) as one, session.opened(path) as other:
        both = [_over(one), _over(other)]
        kept = [replace(ITEM, item=replace(ITEM.item, id=f"i{n}")) for n in range(20)]
        await asyncio.gather(*(both[n % 2].put(k) for n, k in enumerate(kept)))
        assert len(await both[0].items.list(*PLACE)) == 20
        people = [Person(f"P{n}", f"P{n}") for n in range(20)]
        for k, person in zip(kept, people, strict=True):
            await both[0].notes.put(*PLACE, person, k.id, "found", NOON)
        claims = await asyncio.gather(*(both[n % 2].notes.claim("slack", NOON, at(1)) for n in range(40)))
        assert sorted(c.person.id for c in claims if c) == sorted(p.id for p in people)
