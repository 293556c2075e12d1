"""Older messages, fetched from the platform where the store does not have them, as fast as the platform allows."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from core.errors import LimitError, NotFound, OperatorError
from core.hearing.stretches import gaps
from core.models import Channel, Message
from core.ports import Arrivals, Complete, History, Page, Wanted, Window

# Of background work: long enough for a page with its threads at one request a minute, short enough to take turns.
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

    async def fetch(self, channel: Channel, window: Window, within: timedelta) -> datetime | None:
        """Fetch what the store lacks of the window; what there is no time for is fetched in the background.

        None where all is here; else when the earliest message may have been sent of which all later ones are here: for
        `Coverage.unread_before`. Errors: those of `History.pages` but for `LimitError`.
        """
        until = self._clock() + within
        missing = await self._missing(channel, window)
        while missing:
            try:
                async with asyncio.timeout((until - self._clock()).total_seconds()):
                    await self._fill(channel, missing, until)
            except (TimeoutError, LimitError) as error:
                missing = await self._missing(channel, window)
                if missing:
                    await self._later(channel, window, error)
                    return missing.until or self._clock()
            missing = await self._missing(channel, window)
        return None

    async def go_on(self, platform: str) -> bool:
        """Fetch some of what is wanted, in turn for each channel; False where nothing is due.

        For one task of each process: what one of them fetches, no other does. What cannot be fetched is given up.
        """
        now = self._clock()
        wanted = await self._complete.claim(platform, now, now + 2 * TURN)
        if wanted is None:
            return False
        with suppress(NotFound, OperatorError):  # Recap is in the channel no more, or may not read it
            if await self.fetch(wanted.channel, wanted.window, TURN):
                return True
        await self._complete.fetched(wanted.channel)
        return True

    async def _missing(self, channel: Channel, window: Window) -> Window | None:
        """The newest of what is missing."""
        now = self._clock()
        past = Window(window.since, min(window.until or now, now))
        return next(gaps(past, await self._complete.stretches(channel)), None)

    async def _fill(self, channel: Channel, gap: Window, until: datetime) -> None:
        async for page in self._patient(self._history.pages(channel, gap), until):
            await self._store_all(channel, page)
            for thread in page.threads:
                async for replies in self._patient(self._history.pages(channel, Window(), thread), until):
                    await self._store_all(channel, replies)
            await self._complete.add(channel, Window(page.since or gap.since, gap.until))
        await self._complete.add(channel, gap)

    async def _patient(self, pages: AsyncIterator[Page], until: datetime) -> AsyncIterator[Page]:
        """The pages, waiting as told. Errors: `LimitError` where that would be for longer than there is time."""
        while True:
            try:
                page = await anext(pages, None)
            except LimitError as limit:
                if limit.until >= until:
                    raise
                await self._sleep((limit.until - self._clock()).total_seconds())
                continue
            if page is None:
                return
            yield page

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

    async def _later(self, channel: Channel, window: Window, why: TimeoutError | LimitError) -> None:
        not_before = why.until if isinstance(why, LimitError) else self._clock()
        await self._complete.want(Wanted(channel, window, not_before))
