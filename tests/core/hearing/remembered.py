"""A platform that remembers messages, gives them three a page, and sometimes says to wait."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.errors import LimitError, NotFound
from core.models import Channel, Message, Person
from core.ports import History, Page, Window

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
    removed: set[str] = field(default_factory=set)  # threads
    others: set[str] = field(default_factory=set)  # messages that are nobody's words
    asked: list[tuple[Window, str | None]] = field(default_factory=list)
    next: datetime = NOON

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        self.asked.append((window, thread_id))
        return _Pages(self, window, thread_id)

    async def given(self, page: Page) -> Page:
        """For what happens meanwhile."""
        return page


class _Pages:
    def __init__(self, of: Remembered, window: Window, thread: str | None) -> None:
        threads = [m for m in of.messages if m.thread_id in ((thread,) if thread else (None, m.id))]
        inside = [m for m in threads if m.sent_at in window]
        self._left = sorted(inside, key=lambda m: m.sent_at or NOON, reverse=True)
        self._of, self._over, self._thread = of, False, thread

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        of = self._of
        if of.gone or self._thread in of.removed:
            raise NotFound("no such channel")
        if self._over:
            raise StopAsyncIteration
        if of.clock.now < of.next:
            raise LimitError("wait", of.next)
        of.next = of.clock.now + of.every
        part, self._left = self._left[:3], self._left[3:]
        self._over = not self._left
        threads = tuple(m.id for m in part if any(r.thread_id == m.id != r.id for r in of.messages))
        words = tuple(m for m in part if m.id not in of.others)
        others = tuple(m.id for m in part if m.id in of.others)
        return await of.given(Page(words, None if self._over else part[-1].sent_at, threads, others))
