"""The one connection on which a process writes: one transaction after the other, small writes many to one."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from typing import Any, Generic, TypeVar

import aiosqlite

from core.errors import StorageError
from core.models import Channel
from storage.sqlite.changes import Outside, tell, watch
from storage.sqlite.database import BUSY_SECONDS, busy, explained
from storage.sqlite.keyring import Keyring, Workspace

TOGETHER_AT_MOST = 500  # small writes of one transaction: its callers wait for all of them
# SQLite's own waiting grows to 100 ms between two looks, and so never finds the short gaps that a busy process leaves.
BUSY_PAUSE_SECONDS = 0.002

T = TypeVar("T")


@dataclass(slots=True)
class Writing:
    """A write transaction: its connection, the workspaces as it sees them, and its time."""

    connection: aiosqlite.Connection
    keyring: Keyring
    now: datetime
    places: dict[Channel, Any] = field(default_factory=dict)  # of channels that were asked for: `storage.sqlite.places`

    async def workspace(self, platform: str, id: str) -> Workspace:
        """The workspace, made where it is not known."""
        workspace = self.keyring.find(platform, id)
        if workspace is None:
            workspace = await self.keyring.made(self.connection, platform, id)
            self.keyring = await self.keyring.loaded(self.connection)
        return workspace


Job = Callable[[Writing], Awaitable[T]]


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[T]):
    job: Job[T]
    until: float | None  # in seconds of the event loop's clock
    done: asyncio.Future[T]


class Writer:
    """`connection` is used by nobody else. What waits for it is served in order."""

    def __init__(
        self, path: Path, connection: aiosqlite.Connection, keyring: Keyring, clock: Callable[[], datetime]
    ) -> None:
        self.keyring = keyring
        self._path = path
        self._connection = connection
        self._clock = clock
        self.outside: Outside | None = None
        self._watched = False
        self._turn = asyncio.Lock()
        self._waiting: list[_Waiting[Any]] = []
        self._begun: Sequence[_Waiting[Any]] = ()

    @asynccontextmanager
    async def alone(self, patience: float = BUSY_SECONDS) -> AsyncIterator[Writing]:
        """One transaction, all of it or nothing.

        `patience` is how many seconds it waits for its turn and for other processes. Errors: `StorageError`.
        """
        until = asyncio.get_running_loop().time() + patience
        async with self._my_turn(until), self._transaction(until) as writing:
            yield writing

    async def together(self, job: Job[T], patience: float | None = None) -> T:
        """The job's result, once it is on disk, in one transaction with others that came while one was written.

        `patience` is as with `alone`, None for whatever its turn takes. They wait for other processes as long as the
        least patient; what has more patience is then written by itself. Errors: `StorageError`.

        A job that fails takes none of the others with it: they are done again without it, each by itself. So a job
        does nothing but write, and the same when it is done twice.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        until = None if patience is None else asyncio.get_running_loop().time() + patience
        self._waiting.append(mine := _Waiting(job, until, done))
        try:
            async with self._my_turn(until):
                while not done.done():  # else whoever had the turn before has written it
                    await self._write_waiting()
        except StorageError:
            if done.done() or mine in self._begun:  # its turn came with another's, whose writes are not over
                return await done
            done.cancel()
            raise
        except BaseException:
            done.cancel()  # nobody wants it any more
            raise
        return done.result()

    @asynccontextmanager
    async def _my_turn(self, until: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(until):
                await self._turn.acquire()
        except TimeoutError as error:
            raise busy(self._path) from error
        try:
            yield
        finally:
            self._turn.release()

    async def _write_waiting(self) -> None:
        """They wait on until they are written: where this caller is cancelled, the next one does it."""
        self._waiting = [one for one in self._waiting if not one.done.done()]
        self._begun = self._waiting[:TOGETHER_AT_MOST]
        try:
            await self._write(self._begun)
        finally:
            self._end()

    def _end(self) -> None:
        """Whoever waited on only because its write had begun waits no longer where that was broken off."""
        begun, self._begun, now = self._begun, (), asyncio.get_running_loop().time()
        for one in begun:
            if not one.done.done() and one.until is not None and one.until <= now:
                one.done.set_exception(busy(self._path))

    async def _write(self, batch: Sequence[_Waiting[Any]]) -> None:
        try:
            until = min((one.until for one in batch if one.until is not None), default=None)
            async with self._transaction(until) as writing:
                results = [await one.job(writing) for one in batch]
        except Exception as error:
            if len(batch) == 1 and not batch[0].done.done():
                batch[0].done.set_exception(error)
            for one in batch if len(batch) > 1 else ():
                await self._write([one])
            return
        for one, result in zip(batch, results, strict=True):
            if not one.done.done():
                one.done.set_result(result)

    @asynccontextmanager
    async def _transaction(self, until: float | None) -> AsyncIterator[Writing]:
        with explained(self._path):
            try:
                await self._watch()
                await self._begin(until)
                writing = Writing(self._connection, await self.keyring.loaded(self._connection), self._clock())
                yield writing
                await self._connection.commit()
                self.keyring = writing.keyring
                await self._tell()
            except BaseException:
                await self._connection.rollback()  # also where we were cancelled while the transaction began
                await self._tell()  # or while it was committed: then its changes stand
                raise

    async def _watch(self) -> None:
        if self.outside and not self._watched:
            await watch(self._connection)
            self._watched = True

    async def _tell(self) -> None:
        if self.outside and self._watched:
            await tell(self._connection, self.keyring, self.outside)

    async def _begin(self, until: float | None) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + BUSY_SECONDS if until is None else until
        while True:
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or loop.time() >= until:
                    raise
            await asyncio.sleep(BUSY_PAUSE_SECONDS * (0.5 + random.random()))  # noqa: S311 - nothing secret
