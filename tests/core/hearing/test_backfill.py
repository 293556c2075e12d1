"""Older messages from a platform that gives them page by page, and sometimes says to wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import NotFound
from core.hearing import Backfill, Hearing, Joined
from core.models import Message
from core.ports import Wanted, Window
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete
from tests.core.hearing.remembered import GENERAL, LONG, SHORT, Clock, Remembered, at, said


class Room:
    """A store with nothing in it, and a platform that remembers."""

    def __init__(self, messages: list[Message], every: timedelta = timedelta(0)) -> None:
        self.clock = Clock()
        self.history = Remembered(self.clock, messages, every)
        self.store = MemoryMessages()
        self.complete = MemoryComplete(self.store)
        self.backfill = Backfill(self.history, self.store, self.complete, self.clock, self.clock.sleep)

    async def stored(self) -> list[str]:
        return [m.id async for m in self.store.read(GENERAL)]


async def test_a_window_that_is_not_stored_is_fetched_with_all_pages_and_once() -> None:
    room = Room([said(n) for n in range(10)])
    assert await room.backfill.fetch(GENERAL, Window(at(2), at(9)), LONG) is None
    assert await room.stored() == list("2345678")
    assert await room.backfill.fetch(GENERAL, Window(at(3), at(8)), LONG) is None
    assert len(room.history.asked) == 1


async def test_only_what_came_before_recap_joined_is_fetched() -> None:
    room = Room([said(n) for n in range(10)])
    await Hearing(room.store, room.complete).hear(Joined(GENERAL, at(5)))
    assert await room.backfill.fetch(GENERAL, Window(at(2)), LONG) is None
    assert room.history.asked == [(Window(at(2), at(5)), None)]


async def test_replies_are_fetched_with_their_root() -> None:
    room = Room([said(1, thread=1), *(said(n, thread=1) for n in range(11, 19))])
    assert await room.backfill.fetch(GENERAL, Window(at(0), at(5)), LONG) is None
    assert await room.stored() == ["1", *map(str, range(11, 19))]


async def test_what_is_not_fetched_in_time_is_told_and_fetched_in_the_background() -> None:
    room = Room([said(n) for n in range(10)], every=timedelta(minutes=1))
    assert await room.backfill.fetch(GENERAL, Window(at(0), at(10)), SHORT) == at(7)
    assert await room.stored() == list("789")
    assert not await room.backfill.go_on("slack")
    for _ in range(3):
        room.clock.now += timedelta(minutes=1)
        assert await room.backfill.go_on("slack")
    assert await room.stored() == list("0123456789")
    room.clock.now += LONG
    assert not await room.backfill.go_on("slack")
    assert await room.backfill.fetch(GENERAL, Window(at(0), at(10)), SHORT) is None


async def test_a_long_thread_at_one_request_a_minute_comes_to_its_end_in_turns() -> None:
    room = Room([said(1, thread=1), *(said(n, thread=1) for n in range(11, 41))], every=timedelta(minutes=1))
    assert await room.backfill.fetch(GENERAL, Window(at(0), at(5)), SHORT) == at(5)
    for _ in range(20):
        room.clock.now += timedelta(minutes=1)
        await room.backfill.go_on("slack")
    assert len(await room.stored()) == 31
    assert await room.backfill.fetch(GENERAL, Window(at(0), at(5)), SHORT) is None


async def test_while_one_channel_has_to_wait_another_has_its_turn() -> None:
    room = Room([said(n) for n in range(10)], every=timedelta(minutes=1))
    others = [replace(GENERAL, workspace=f"T{n}") for n in range(3)]
    for channel in others:
        await room.complete.want(Wanted(channel, Window(at(0), at(10)), room.clock.now))
    for _ in range(8):
        before = room.clock.now
        await room.backfill.go_on("slack")
        assert room.clock.now == before
        room.clock.now += timedelta(minutes=1)
    assert all([await room.store.count(channel) for channel in others])


async def test_another_process_goes_on_where_one_was_killed() -> None:
    room = Room([said(n) for n in range(10)], every=timedelta(minutes=1))
    await room.backfill.fetch(GENERAL, Window(at(0), at(10)), SHORT)
    room.clock.now += timedelta(minutes=1)
    other = Backfill(room.history, room.store, room.complete, room.clock, room.clock.sleep)
    await other.go_on("slack")
    assert room.history.asked[-1] == (Window(at(0), at(7)), None)
    assert await room.stored() == list("456789")


async def test_an_edit_made_while_recap_was_away_is_stored_and_a_deleted_message_stays_out() -> None:
    edited = replace(said(1), text="Hello all", edited_at=at(30))
    room = Room([edited, said(2)])
    await room.store.hear(GENERAL, said(1))
    await room.store.delete(GENERAL, "2")
    await room.backfill.fetch(GENERAL, Window(at(0), at(5)), LONG)
    assert [m async for m in room.store.read(GENERAL)] == [edited]


async def test_a_channel_that_cannot_be_read_any_more_is_given_up_and_whoever_asks_is_told() -> None:
    room = Room([said(n) for n in range(10)], every=timedelta(minutes=1))
    await room.backfill.fetch(GENERAL, Window(at(0), at(10)), SHORT)
    room.history.gone = True
    room.clock.now += timedelta(minutes=1)
    assert await room.backfill.go_on("slack")
    room.clock.now += LONG
    assert not await room.backfill.go_on("slack")
    with pytest.raises(NotFound):
        await room.backfill.fetch(GENERAL, Window(at(0), at(10)), SHORT)


async def test_a_thread_that_is_not_stored_is_fetched_whole() -> None:
    room = Room([said(0), said(1, thread=1), *(said(n, thread=1) for n in range(2, 9))])
    assert await room.backfill.fetch_thread(GENERAL, "1", LONG)
    assert await room.stored() == list("12345678")


async def test_the_time_until_now_is_fetched_as_a_window() -> None:
    room = Room([said(n) for n in range(0, 1000, 100)])
    assert await room.backfill.fetch_recent(GENERAL, timedelta(minutes=350), LONG) is None
    assert await room.stored() == ["700", "800", "900"]
