"""What every store that hears promises, run over each of them: each event once, in whatever order it comes."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from core.models import Channel, Message, Person, Reaction
from core.ports import Arrivals, Reacted
from storage.memory import MemoryMessages
from storage.sqlite.messages import opened

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
UNNAMED = replace(GENERAL, name="")
HELLO = Message("1", Person("U1", "Ana"), "Hello", NOON)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Arrivals]:
    yield MemoryMessages()


def _sqlite(folder: Path) -> AbstractAsyncContextManager[Arrivals]:
    return opened(folder / "recap.sqlite3")


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Arrivals]:
    async with request.param(tmp_path) as opened_store:
        yield opened_store


def reacted(person: str = "U1", minute: float = 1, gone: bool = False, emoji: str = "+1") -> Reacted:
    return Reacted("1", person, emoji, NOON + timedelta(minutes=minute), gone)


async def stored(store: Arrivals, channel: Channel = GENERAL) -> list[Message]:
    return [message async for message in store.read(channel)]


async def test_a_message_that_is_delivered_twice_is_stored_once(store: Arrivals) -> None:
    assert [await store.hear(GENERAL, HELLO), await store.hear(GENERAL, HELLO)] == [True, False]
    assert await stored(store) == [HELLO]


async def test_a_message_that_is_delivered_again_changes_nothing_of_what_came_after_it(store: Arrivals) -> None:
    await store.hear(GENERAL, HELLO)
    await store.edit(GENERAL, replace(HELLO, text="Hello all", edited_at=NOON))
    await store.react(GENERAL, reacted())
    before = await stored(store)
    assert not await store.hear(GENERAL, HELLO)
    assert await stored(store) == before


async def test_a_message_after_its_deletion_stays_out(store: Arrivals) -> None:
    await store.delete(GENERAL, "1")
    assert not await store.hear(GENERAL, HELLO)
    await store.react(GENERAL, reacted())
    assert await stored(store) == []


async def test_a_deletion_that_was_taken_back_brings_the_message_back_as_it_stands_now(store: Arrivals) -> None:
    await store.hear(GENERAL, HELLO)
    await store.delete(GENERAL, "1")
    now = replace(HELLO, text="Hello all", edited_at=NOON)
    await store.restore(GENERAL, now, datetime.now(UTC) + timedelta(seconds=1))
    await store.react(GENERAL, reacted())
    assert await stored(store) == [replace(now, reactions=(Reaction("+1", 1),))]


async def test_a_deletion_after_one_that_was_taken_back_holds_though_that_is_told_again(store: Arrivals) -> None:
    await store.hear(GENERAL, HELLO)
    await store.delete(GENERAL, "1")
    for at in (datetime.now(UTC) - timedelta(seconds=1), NOON):
        await store.restore(GENERAL, HELLO, at)
        assert await stored(store) == []


async def test_an_edit_before_its_message_outlives_it(store: Arrivals) -> None:
    edited = replace(HELLO, text="Hello all", edited_at=NOON)
    await store.edit(GENERAL, edited)
    assert not await store.hear(GENERAL, HELLO)
    assert await stored(store) == [edited]


async def test_an_edit_keeps_reactions(store: Arrivals) -> None:
    await store.hear(GENERAL, HELLO)
    await store.react(GENERAL, reacted())
    await store.edit(GENERAL, replace(HELLO, text="Hello all", edited_at=NOON))
    assert [(m.text, m.reactions) for m in await stored(store)] == [("Hello all", (Reaction("+1", 1),))]


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_reactions_count_the_same_in_whatever_order_they_and_their_message_come(
    store: Arrivals, order: tuple[int, ...]
) -> None:
    events = [reacted("U1", 1), reacted("U2", 2), reacted("U1", 3, gone=True)]
    for number in (*order, *order):
        await (store.hear(GENERAL, HELLO) if number == 3 else store.react(GENERAL, events[number]))
    assert [m.reactions for m in await stored(store)] == [(Reaction("+1", 1),)]


async def test_a_reaction_that_was_taken_back_can_be_set_again(store: Arrivals) -> None:
    await store.hear(GENERAL, HELLO)
    for event in (reacted(minute=1), reacted(minute=2, gone=True), reacted(minute=3)):
        await store.react(GENERAL, event)
    assert [m.reactions for m in await stored(store)] == [(Reaction("+1", 1),)]


async def test_taking_back_one_of_several_reactions_leaves_the_others(store: Arrivals) -> None:
    await store.hear(GENERAL, replace(HELLO, reactions=(Reaction("eyes", 2), Reaction("+1", 3))))
    await store.react(GENERAL, reacted("U4"))
    await store.react(GENERAL, reacted("U4", minute=2, gone=True))
    assert [m.reactions for m in await stored(store)] == [(Reaction("eyes", 2), Reaction("+1", 3))]


async def test_a_reaction_that_its_message_came_with_can_be_taken_back(store: Arrivals) -> None:
    await store.hear(GENERAL, replace(HELLO, reactions=(Reaction("+1", 2),)))
    await store.react(GENERAL, reacted("U3", minute=1))
    for event in (reacted("U4", minute=2, gone=True), reacted("U5", minute=3, gone=True)) * 2:
        await store.react(GENERAL, event)
    await store.react(GENERAL, reacted("U6", minute=4, gone=True))
    assert [m.reactions for m in await stored(store)] == [(Reaction("+1", 1),)]


async def test_all_reactions_or_one_emoji_are_cleared_and_those_set_later_count(store: Arrivals) -> None:
    await store.hear(GENERAL, replace(HELLO, reactions=(Reaction("eyes", 2), Reaction("+1", 3))))
    await store.react(GENERAL, reacted("U4", minute=1))
    await store.clear(GENERAL, HELLO.id, NOON + timedelta(minutes=2), "+1")
    assert [m.reactions for m in await stored(store)] == [(Reaction("eyes", 2),)]
    await store.react(GENERAL, reacted("U4", minute=3))
    for _ in range(2):
        await store.clear(GENERAL, HELLO.id, NOON + timedelta(minutes=2))
        assert [m.reactions for m in await stored(store)] == [(Reaction("+1", 1),)]
    await store.clear(GENERAL, HELLO.id, NOON + timedelta(minutes=4))
    await store.react(GENERAL, reacted("U4", minute=3))
    assert [m.reactions for m in await stored(store)] == [()]


@pytest.mark.parametrize("reply_first", [True, False])
async def test_a_root_knows_its_thread_whichever_comes_first(store: Arrivals, reply_first: bool) -> None:
    reply = replace(HELLO, id="2", thread_id="1", reply_to="1", sent_at=NOON + timedelta(minutes=1))
    for message in (reply, HELLO) if reply_first else (HELLO, reply):
        await store.hear(GENERAL, message)
    assert await stored(store) == [replace(HELLO, thread_id="1"), reply]


async def test_a_channel_without_a_name_keeps_the_one_that_is_known(store: Arrivals) -> None:
    await store.hear(UNNAMED, HELLO)
    assert [c.name for c in await store.channels()] == ["C1"]
    await store.rename(replace(GENERAL, topic="All hands"))
    await store.hear(UNNAMED, replace(HELLO, id="2"))
    assert await store.channels() == [replace(GENERAL, topic="All hands")]


async def test_somebody_was_last_active_when_they_last_wrote_or_reacted_there(store: Arrivals) -> None:
    other = replace(GENERAL, id="C2")
    assert await store.last_active(GENERAL, "U1") is None
    await store.hear(GENERAL, HELLO)
    await store.hear(other, replace(HELLO, sent_at=NOON + timedelta(hours=9)))
    assert await store.last_active(GENERAL, "U1") == NOON
    await store.react(GENERAL, reacted("U1", 5))
    await store.react(GENERAL, reacted("U2", 7))
    assert await store.last_active(GENERAL, "U1") == NOON + timedelta(minutes=5)
    assert await store.last_active(GENERAL, "U2") == NOON + timedelta(minutes=7)
