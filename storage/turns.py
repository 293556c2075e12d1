"""Who makes a value, where several want it at once: one task of this process, and one process by a lease."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager, suppress
from typing import Generic, Protocol, TypeVar

PATIENCE_SECONDS = 60.0  # who waits longer goes on without
LEASE_SECONDS = 10.0  # after which a process that has not renewed it counts as dead
_ASKED_SECONDS = 0.05

Id = TypeVar("Id", bound=Hashable)
_Contra = TypeVar("_Contra", contravariant=True)


class Lease(Protocol[_Contra]):
    """A lease that all processes see, under the name of this one's `holder`."""

    async def take(self, id: _Contra, holder: int) -> bool:
        """Taken or renewed for `LEASE_SECONDS`; False where another holds it."""
        ...

    async def give_back(self, id: _Contra, holder: int) -> None: ...


class Turns(Generic[Id]):
    """Turns within this process."""

    def __init__(self) -> None:
        self._locks: dict[Id, asyncio.Lock] = {}
        self._wanted = Counter[Id]()

    @asynccontextmanager
    async def turn(self, id: Id, waiting: bool = True) -> AsyncIterator[bool]:
        """As `core.ports.Cache.making`."""
        lock = self._locks.setdefault(id, asyncio.Lock())
        if lock.locked() and not waiting:
            yield False
            return
        self._wanted[id] += 1
        held = False
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    held = await lock.acquire()
            yield True
        finally:
            if held:
                lock.release()
            self._wanted[id] -= 1
            if not self._wanted[id]:
                del self._wanted[id], self._locks[id]


class LeasedTurns(Generic[Id]):
    """Turns over all processes: of each process one task asks for the lease."""

    def __init__(self, lease: Lease[Id]) -> None:
        self._lease = lease
        self._turns = Turns[Id]()

    @asynccontextmanager
    async def turn(self, id: Id, holder: int, waiting: bool = True) -> AsyncIterator[bool]:
        """As `core.ports.Cache.making`; `holder` is a number that nobody else has."""
        patient_until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        async with self._turns.turn(id, waiting) as mine:
            if not mine or not (await self._lease.take(id, holder) or waiting):
                yield False
                return
            await self._taken(id, holder, patient_until)
            made = asyncio.Event()
            renewing = asyncio.create_task(self._renew(id, holder, made))
            try:
                yield True
            finally:
                made.set()
                await renewing
                await self._lease.give_back(id, holder)

    async def _taken(self, id: Id, holder: int, patient_until: float) -> None:
        """Nothing is cancelled on the way: the lease may just be written."""
        clock = asyncio.get_running_loop().time
        while not await self._lease.take(id, holder):
            if clock() >= patient_until:
                return
            await asyncio.sleep(_ASKED_SECONDS)

    async def _renew(self, id: Id, holder: int, made: asyncio.Event) -> None:
        while not made.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(LEASE_SECONDS / 3):
                    await made.wait()
                    return
            await self._lease.take(id, holder)
