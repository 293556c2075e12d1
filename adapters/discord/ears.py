"""What Discord's gateway delivers, stored. Nothing comes twice: what the store does not take is tried again here."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from core.errors import RecapError
from core.hearing import Arrived, Edited, Heard, Hearing
from core.models import Channel

log = logging.getLogger(__name__)

AGAIN_SECONDS = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0)  # how long it rests before each further try


class Ears:
    """`arrived` is told of each channel in which somebody wrote, right after it was stored."""

    def __init__(
        self,
        hearing: Hearing,
        arrived: Callable[[Channel], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.hearing = hearing
        self._arrived = arrived
        self._sleep = sleep
        self._open = asyncio.Event()
        self._open.set()
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.missed = False  # something could not be stored: what was heard last is to be fetched again

    async def hear(self, told: Awaitable[Heard | None]) -> None:
        """What was told, on disk when it returns. What cannot be read or stored is noted as missed."""
        self._busy += 1
        self._idle.clear()
        try:
            await self._open.wait()
            if happened := await self._patient(told):
                self._tell(happened)
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def hear_all(self, events: Iterable[Heard]) -> None:
        """Beside each other: the store commits them together."""
        async with asyncio.TaskGroup() as tasks:
            for event in events:
                tasks.create_task(self.hear(_known(event)))

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

    async def _patient(self, told: Awaitable[Heard | None]) -> Heard | None:
        try:
            happened = await told
        except RecapError as error:  # Discord does not say where it was: it is gone, or not for Recap
            log.warning("an event cannot be placed (%s)", type(error).__name__)
            return None
        if happened is None:
            return None
        for pause in (*AGAIN_SECONDS, None):
            try:
                await self.hearing.hear(happened)
                return happened
            except RecapError as error:
                log.warning("an event was not stored (%s)", type(error).__name__)
            if pause is not None:
                await self._sleep(pause)
        self.missed = True
        return None

    def _tell(self, happened: Heard) -> None:
        if isinstance(happened, Arrived | Edited):
            self._arrived(happened.channel)


async def _known(event: Heard) -> Heard:
    return event
