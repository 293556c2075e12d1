"""What is fetched is held against what is stored: what was taken back while nobody heard is taken back here too."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import NotFound
from core.hearing.backfill import Backfill
from core.hearing.compared import Compared
from core.hearing.events import Deleted, Edited
from core.hearing.listening import Hearing
from core.models import Channel, Message
from core.ports import Arrivals, History, Page, Window

NEXT = timedelta(microseconds=1)  # of what was said in the moment itself more may be on the next page


class Comparing(Backfill):
    """A `Backfill` of what was not heard, and of what may have changed unheard.

    What the platform has no more is told to `hearing` as deleted, what is different there as edited.
    """

    def __init__(
        self,
        history: History,
        hearing: Hearing,
        store: Arrivals,
        complete: Compared,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(_Held(history, hearing, store, complete), store, complete, clock, sleep)
        self._compared = complete

    def standing(self, channel: Channel, messages: Sequence[Message]) -> Sequence[Message]:
        return self._compared.standing(channel, messages)


class _Held:
    """`History`, whose pages are held against the store before they are given."""

    def __init__(self, history: History, hearing: Hearing, store: Arrivals, compared: Compared) -> None:
        self.history, self.hearing, self.store, self.compared = history, hearing, store, compared
        self.rootless: set[tuple[Channel, str]] = set()  # threads whose root stands in the channel no more

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        if thread_id:
            return _ThreadPages(self, channel, window, thread_id)
        return _ChannelPages(self, channel, window)


class _Pages:
    """`known` was stored before the first page was asked for: what is heard meanwhile is on no page, and not gone."""

    def __init__(self, held: _Held, channel: Channel, window: Window, thread: str | None = None) -> None:
        self.held, self.channel, self.window = held, channel, window
        self.known: dict[str, Message] = {}
        self._thread = thread
        self._pages = held.history.pages(channel, window, thread)
        self._breaks: int | None = None
        self._seen = set[str]()

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        if self._breaks is None:
            self._breaks = self.held.compared.breaks
            stored = self.held.store.read(self.channel, self.window, self._thread)
            self.known = {m.id: m async for m in stored if m.sent_at}
        page = await anext(self._pages)
        self._seen.update(page.others, (m.id for m in page.messages))
        for message in page.messages:
            before = self.known.get(message.id)
            if before and message.edited_at and message.edited_at != before.edited_at:
                await self.held.hearing.hear(Edited(self.channel, message))
        return page

    def seen(self, message: Message) -> bool:
        """Whether it was on one of the pages so far."""
        return message.id in self._seen

    async def gone(self, messages: Iterable[Message]) -> None:
        for message in messages:
            await self.held.hearing.hear(Deleted(self.channel, message.id))

    def compared(self, what: Window | str) -> None:
        assert self._breaks is not None
        self.held.compared.compared(self.channel, what, self._breaks)


class _ChannelPages(_Pages):
    """A page is compared when the next is asked for: until then its threads are read."""

    def __init__(self, held: _Held, channel: Channel, window: Window) -> None:
        super().__init__(held, channel, window)
        self._read: Window | None = None
        self._threads = set[str]()

    async def __anext__(self) -> Page:
        if self._read:
            self.compared(self._read)
        try:
            page = await super().__anext__()
        except StopAsyncIteration:
            self.compared(self.window)
            raise
        threads = [*page.threads, *await self._held_against(self._over(page.since))]
        self._read = Window(page.since + NEXT if page.since else self.window.since, self.window.until)
        return replace(page, threads=self._not_asked(threads))

    def _over(self, since: datetime | None) -> list[Message]:
        """What was stored of the time that all pages so far are about. Of `since` itself more may follow."""
        over = [m for m in self.known.values() if since is None or (m.sent_at and m.sent_at > since)]
        for message in over:
            del self.known[message.id]
        return over

    async def _held_against(self, stored: Iterable[Message]) -> list[str]:
        """The threads in which the rest of it is to be looked for: a forum's post stands in its thread only."""
        replies = {m.thread_id for m in stored if m.thread_id and m.thread_id != m.id}
        lacking = [m for m in stored if m.thread_id in (None, m.id) and not self.seen(m)]
        roots = {m.id for m in lacking if m.thread_id}
        self.held.rootless.update((self.channel, root) for root in roots)
        await self.gone(m for m in lacking if not m.thread_id)
        return sorted(replies | roots)

    def _not_asked(self, threads: Iterable[str]) -> tuple[str, ...]:
        new = tuple(dict.fromkeys(thread for thread in threads if thread not in self._threads))
        self._threads.update(new)
        return new


class _ThreadPages(_Pages):
    """A thread comes in any order: what is gone shows at its end. One that is gone itself has no pages."""

    def __init__(self, held: _Held, channel: Channel, window: Window, thread: str) -> None:
        super().__init__(held, channel, window, thread)
        self._root = thread
        self._removed = False

    async def __anext__(self) -> Page:
        if self._removed:
            raise StopAsyncIteration
        try:
            return await super().__anext__()
        except StopAsyncIteration:
            await self.gone(m for m in self.known.values() if not self.seen(m))
            self.compared(self._root)
            raise
        except NotFound:
            went = self._went_with_it()
            if not went:
                raise
            self._removed = True
            await self.gone(went)
            raise StopAsyncIteration from None

    def _went_with_it(self) -> list[Message]:
        """The message that it was begun from stays where it stands."""
        rootless = (self.channel, self._root) in self.held.rootless
        return [m for m in self.known.values() if m.id != self._root or rootless]
