"""Until the first words: who waits reads the offline engine's, and a model that is too late is not waited for."""

import asyncio
from collections.abc import Awaitable, Callable

from core.asking.readers import EarlyReader, Reader
from core.summary import Statement, Summary

PRELIMINARY_SECONDS = 1.6
PATIENCE_SECONDS = 30.0  # after the deadline


class FirstWords:
    """Stands in front of a reader and notes when something was shown."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._shown = asyncio.Event()
        self._turn = asyncio.Lock()

    @property
    def patience(self) -> float:
        """For how many seconds after the deadline the reader still wants the model's answer: it replaces another."""
        return PATIENCE_SECONDS if isinstance(self._reader, EarlyReader) else 0.0

    async def said(self, statement: Statement) -> None:
        self._shown.set()
        async with self._turn:
            await self._reader.said(statement)

    async def wait(
        self, made: Callable[[], Awaitable[Summary]], making: float, deadline: float, patience: float
    ) -> bool:
        """Whether something was shown within `patience` after the deadline; a preliminary answer before it.

        Only to a reader that shows one. It takes `making` seconds, and is begun no earlier: a model that is not late
        writes its first words just before.
        """
        reader = self._reader
        if not isinstance(reader, EarlyReader):
            return await self._within(deadline + patience)
        until = min(PRELIMINARY_SECONDS, deadline)
        begun = max(0.0, until - making)
        if await self._within(begun):
            return True
        async with asyncio.TaskGroup() as group:
            preliminary = group.create_task(_awaited(made))
            if await self._within(until - begun):
                preliminary.cancel()
                return True
        early = preliminary.result()
        async with self._turn:
            if not self._shown.is_set() and (early.overview or any(early.statements())):
                await reader.preliminary(early)
        return await self._within(deadline + patience - until)

    async def _within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._shown.wait(), seconds)
        except TimeoutError:
            return False
        return True


async def _awaited(made: Callable[[], Awaitable[Summary]]) -> Summary:
    return await made()
