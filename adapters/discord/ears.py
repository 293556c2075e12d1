"""What Discord's gateway delivers, stored. Nothing comes twice: what the store does not take is tried again here."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from core.errors import LaterError, RecapError
from core.hearing import Arrived, Edited, Heard, Hearing
from core.models import Channel

log = logging.getLogger(__name__)

AGAIN_SECONDS = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0)  # how long it rests before each further try

# What an event means; it may have to ask Discord for where it was. Errors: those of `adapters.discord.places`.
Told = Callable[[], Awaitable[Sequence[Heard]]]


class Ears:
    """`arrived` is told of each channel in which somebody wrote, right after it was stored.

    `missed`: something could not be stored however often it was tried; what was heard last is to be fetched again.
    """

    def __init__(
        self,
        hearing: Hearing,
        arrived: Callable[[Channel], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.hearing = hearing
        self.missed = False
        self._arrived = arrived
        self._sleep = sleep
        self._open, self._idle = asyncio.Event(), asyncio.Event()
        self._open.set()
        self._idle.set()
        self._busy = 0

    async def hear(self, told: Told) -> None:
        """All of what is told is on disk when it returns, or noted as missed."""
        with self._at_work():
            await self._open.wait()
            await self.store(await self._placed(told))

    async def store(self, events: Sequence[Heard]) -> None:
        """Beside each other: the store commits them together."""
        if len(events) == 1:
            await self._store(events[0])
            return
        async with asyncio.TaskGroup() as tasks:
            for event in events:
                tasks.create_task(self._store(event))

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nothing is stored inside the block, and comes right after it."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    async def quiet(self) -> None:
        """When all that was told is stored."""
        await self._idle.wait()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def _placed(self, told: Told) -> Sequence[Heard]:
        for pause in AGAIN_SECONDS:
            try:
                return await told()
            except LaterError:
                await self._sleep(pause)
            except RecapError as error:  # it is gone, or not for Recap
                log.warning("an event cannot be placed (%s)", type(error).__name__)
                return []
        self.missed = True
        return []

    async def _store(self, happened: Heard) -> None:
        for pause in (*AGAIN_SECONDS, None):
            try:
                await self.hearing.hear(happened)
            except RecapError as error:
                log.warning("an event was not stored (%s)", type(error).__name__)
            else:
                if isinstance(happened, Arrived | Edited):
                    self._arrived(happened.channel)
                return
            if pause is not None:
                await self._sleep(pause)
        self.missed = True
