"""Older messages, fetched from the platform where the store does not have them, as fast as the platform allows."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from core.errors import LimitError, OperatorError, RequestError
from core.hearing.stretches import gaps
from core.models import Channel, Message
from core.ports import Arrivals, Complete, History, Page, Wanted, Window

# Of background work, before another channel has its turn.
TURN = timedelta(minutes=5)


class Backfill:
    """`clock` tells the time, `sleep` waits for so many seconds."""

    def __init__(
        self,
        history: History,
        store: Arrivals,
        complete: Complete,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._history = history
        self._store = store
        self._complete = complete
        self._clock = clock
        self._sleep = sleep
        # What is under way and waits for its next turn: so a long thread comes to its end however short the turns are.
        self._begun: dict[Channel, tuple[Window, AsyncIterator[LimitError | None]]] = {}

    async def fetch(self, channel: Channel, window: Window, within: timedelta) -> datetime | None:
        """Fetch what the store lacks of the window; what there is no time for is fetched in the background.

        None where all is here; else the moment since which all is here: for `Coverage.unread_before`.
        Errors: those of `History.pages` but for `LimitError`.
        """
        again, past = self._clock(), self._past(window)
        with suppress(TimeoutError):
            async with asyncio.timeout(within.total_seconds()):
                again = await self._fill(channel, past, again + within, waiting=True)
        return await self._put_off(channel, past, again)

    async def fetch_recent(self, channel: Channel, span: timedelta, within: timedelta) -> datetime | None:
        """The same for the time until now."""
        return await self.fetch(channel, Window(self._clock() - span), within)

    async def fetch_thread(self, channel: Channel, root: str, within: timedelta) -> bool:
        """Fetch a thread by its root's id; False where there was not time for all of it: then it is asked for again.

        Errors: those of `History.pages` but for `LimitError`.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(within.total_seconds()):
                async for page in self._patient(self._history.pages(channel, Window(), root)):
                    if isinstance(page, LimitError):
                        await self._sleep((page.until - self._clock()).total_seconds())
                    else:
                        await self._store_all(channel, page)
                return True
        return False

    def standing(self, channel: Channel, messages: Sequence[Message]) -> Sequence[Message]:
        """Those of these stored messages that are as the platform has them, as far as Recap hears of changes."""
        return messages

    async def go_on(self, platform: str) -> bool:
        """Fetch some of what is wanted, in turn for each channel; False where nothing is due.

        For one task of each process: what one of them fetches, no other does. It waits for no limit: another channel
        has its turn. What cannot be fetched is given up. Errors: `LaterError`; it is tried again in some minutes.
        """
        now = self._clock()
        wanted = await self._complete.claim(platform, now, now + 2 * TURN)
        if wanted is None:
            return False
        past = self._past(wanted.window)
        with suppress(RequestError, OperatorError):  # Recap is in the channel no more, or may not read it
            again = await self._fill(wanted.channel, past, now + TURN, waiting=False)
            if await self._put_off(wanted.channel, past, again):
                return True
        await self._complete.fetched(wanted)
        return True

    def _past(self, window: Window) -> Window:
        """As far as it is over: the same gaps whenever it is gone on with."""
        now = self._clock()
        return Window(window.since, min(window.until or now, now))

    async def _missing(self, channel: Channel, window: Window) -> Window | None:
        """The newest of what is missing."""
        return next(gaps(window, await self._complete.stretches(channel)), None)

    async def _fill(self, channel: Channel, window: Window, until: datetime, waiting: bool) -> datetime:
        """Fill gaps until there are none, or no time, or until it would have to wait; when to go on."""
        while gap := await self._missing(channel, window):
            kept_gap, steps = self._begun.pop(channel, (None, None))
            if steps is None or kept_gap != gap:
                steps = self._steps(channel, gap)
            async for limit in steps:
                again = limit.until if limit else self._clock()
                if again >= until or (limit and not waiting):
                    self._begun[channel] = await self._missing(channel, window) or gap, steps
                    return again
                if limit:
                    await self._sleep((again - self._clock()).total_seconds())
        return self._clock()

    async def _steps(self, channel: Channel, gap: Window) -> AsyncIterator[LimitError | None]:
        """One request at a time, with what the platform says about waiting: to be gone on with after that time."""
        async for page in self._patient(self._history.pages(channel, gap)):
            if isinstance(page, LimitError):
                yield page
                continue
            await self._store_all(channel, page)
            for thread in page.threads:
                async for replies in self._patient(self._history.pages(channel, Window(), thread)):
                    if isinstance(replies, LimitError):
                        yield replies
                    else:
                        await self._store_all(channel, replies)
            await self._complete.add(channel, Window(page.since or gap.since, gap.until))
            yield None
        await self._complete.add(channel, gap)

    async def _patient(self, pages: AsyncIterator[Page]) -> AsyncIterator[Page | LimitError]:
        while True:
            try:
                yield await anext(pages)
            except StopAsyncIteration:
                return
            except LimitError as limit:
                yield limit

    async def _store_all(self, channel: Channel, page: Page) -> None:
        """Beside each other: the store commits them together."""
        async with asyncio.TaskGroup() as tasks:
            for message in page.messages:
                tasks.create_task(self._keep(channel, message))

    async def _keep(self, channel: Channel, message: Message) -> None:
        if message.edited_at:
            await self._store.edit(channel, message)
        else:
            await self._store.hear(channel, message)

    async def _put_off(self, channel: Channel, window: Window, again: datetime) -> datetime | None:
        """Note what is missing for the background; since when all is here, None where nothing is missing."""
        missing = await self._missing(channel, window)
        if missing is None:
            return None
        await self._complete.want(Wanted(channel, window, again))
        return missing.until
