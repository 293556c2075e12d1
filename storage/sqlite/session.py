"""An open database: its keys, a connection that reads, and one that writes."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite

from storage.master_key import FoundKey, found_key, given_key
from storage.sqlite.changes import Outside
from storage.sqlite.database import BUSY_SECONDS, connected, explained
from storage.sqlite.erasing import end_erasures
from storage.sqlite.keyring import Keyring, Workspace, claim, needed_fingerprint
from storage.sqlite.writing import Job, T, Writer, Writing

__all__ = ["Clock", "Session", "Writing", "opened", "utc_now"]

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(path: Path, master_key: str | None = None, clock: Clock = utc_now) -> "AsyncIterator[Session]":
    """The database at `path`, made where it is missing, under `master_key` or the key of its key file.

    With the wrong key or none nothing is touched. Errors, also from inside the block: `StorageError`; `OperatorError`
    for a key that is none.
    """
    given = given_key(master_key)
    async with connected(path, as_it_is=True) as connection:
        found = found_key(path, given, await needed_fingerprint(connection))
    async with connected(path) as reader, connected(path) as writer:
        await claim(reader, found.key)
        await end_erasures(reader)
        await writer.execute("PRAGMA busy_timeout = 0")  # the writer waits by itself
        yield Session(path, reader, writer, found, clock)


class Session:
    """`found` is the master key and where it stands; `clock()` is when something is written.

    `outside` is told of what has changed, right after it was written.
    """

    def __init__(
        self, path: Path, reader: aiosqlite.Connection, writer: aiosqlite.Connection, found: FoundKey, clock: Clock
    ) -> None:
        self.path = path
        self.found = found
        self._clock = clock
        self._connection = reader
        self._keyring = Keyring(found.key, {})
        self._writer = Writer(path, writer, self._keyring, clock)

    def clock(self) -> datetime:
        return self._clock()

    async def keyring(self) -> Keyring:
        """The workspaces as they stand now: another process may have made or erased one."""
        with explained(self.path):
            self._keyring = await self._keyring.loaded(self._connection)
        return self._keyring

    async def workspace(self, platform: str, id: str) -> Workspace | None:
        return (await self.keyring()).find(platform, id)

    async def made(self, platform: str, id: str) -> Workspace:
        """The workspace, made where it is not known."""
        if known := await self.workspace(platform, id):
            return known
        async with self.writing() as writing:
            return await writing.workspace(platform, id)

    async def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with explained(self.path):
            return list(await self._connection.execute_fetchall(sql, values))

    @asynccontextmanager
    async def cursor(self, sql: str, values: tuple[Any, ...] = ()) -> AsyncIterator[aiosqlite.Cursor]:
        """Rows one after the other, however many they are."""
        with explained(self.path):
            async with self._connection.execute(sql, values) as cursor:
                yield cursor

    @property
    def outside(self) -> Outside | None:
        return self._writer.outside

    @outside.setter
    def outside(self, outside: Outside | None) -> None:
        self._writer.outside = outside

    def writing(self, patience: float = BUSY_SECONDS) -> AbstractAsyncContextManager[Writing]:
        """One transaction, all of it or nothing: readers see what was before it until it has ended.

        `patience` is how many seconds it waits for others that write, here or in another process.
        """
        return self._writer.alone(patience)

    async def written(self, job: Job[T], patience: float | None = None) -> T:
        """A small write, on disk when this returns; see `Writer.together` for what a job may do."""
        return await self._writer.together(job, patience)
