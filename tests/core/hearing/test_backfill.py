"""Older messages from a platform that gives them page by page, and sometimes says to wait."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import LimitError, NotFound
from core.hearing import Backfill, Hearing, Joined
from core.models import Channel, Message, Person
from core.ports import History, Page, Wanted, Window
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
ANA = Person("U1", "Ana")
LONG, SHORT = timedelta(hours=1), timedelta(seconds=1)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def said(minute: int, thread: int | None = None) -> Message:
    return Message(str(minute), ANA, "Hello", at(minute), None if thread is None else str(thread))


class Clock:
    def __init__(self) -> None:
        self.now = at(1000)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Remembered(History):
    """A platform with these messages, three a page; with `every` it answers once in so long."""

    clock: Clock
    messages: list[Message]
    every: timedelta = timedelta(0)
    gone: bool = False
    asked: list[tuple[Window, str | None]] = field(default_factory=list)
    next: datetime = NOON

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        self.asked.append((window, thread_id))
        return _Pages(self, window, thread_id)


class _Pages:
    def __init__(self, of: Remembered, window: Window, thread: str | None) -> None:
        threads = [m for m in of.messages if m.thread_id in ((thread,) if thread else (None, m.id))]
        inside = [m for m in threads if m.sent_at in window]
        self._left = sorted(inside, key=lambda m: m.sent_at or NOON, reverse=True)
        self._of, self._over = of, False

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        of = self._of
        if of.gone:
            raise NotFound("no such channel")
        if self._over:
            raise StopAsyncIteration
        if of.clock.now < of.next:
            raise LimitError("wait", of.next)
        of.next = of.clock.now + of.every
        part, self._left = self._left[:3], self._left[3:]
        self._over = not self._left
        threads = tuple(m.id for m in part if any(r.thread_id == m.id != r.id for r in of.messages))
        return Page(tuple(part), None if self._over else part[-1].sent_at, threads)


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
