"""Until the first words: who waits reads the offline engine's, and a model that is too late is not waited for."""

import asyncio
from collections.abc import Awaitable, Callable

from core.asking.readers import EarlyReader, Reader
from core.summary import Statement, Summary

PRELIMINARY_SECONDS = 1.6


class FirstWords:
    """Stands in front of a reader and notes when something was shown."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._shown = asyncio.Event()
        self._turn = asyncio.Lock()

    async def said(self, statement: Statement) -> None:
        self._shown.set()
        async with self._turn:
            await self._reader.said(statement)

    async def wait(self, made: Callable[[], Awaitable[Summary]], making: float, seconds: float) -> bool:
        """Whether something was shown within so many seconds; a preliminary answer is shown on the way there.

        Only to a reader that shows one. It takes `making` seconds, and is begun no earlier: a model that is not late
        writes its first words just before.
        """
        reader = self._reader
        if not isinstance(reader, EarlyReader):
            return await self._within(seconds)
        until = min(PRELIMINARY_SECONDS, seconds)
        begun = max(0.0, until - making)
        if await self._within(begun):
            return True
        async with asyncio.TaskGroup() as group:
            preliminary = group.create_task(_awaited(made))
            if await self._within(until - begun):
                preliminary.cancel()
                return True
        async with self._turn:
            if not self._shown.is_set():
                await reader.preliminary(preliminary.result())
        return await self._within(seconds - until)

    async def _within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._shown.wait(), seconds)
        except TimeoutError:
            return False
        return True


async def _awaited(made: Callable[[], Awaitable[Summary]]) -> Summary:
    return await made()
