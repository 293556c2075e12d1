"""An open database: its keys, a connection that reads, and transactions that write."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite

from storage.master_key import FoundKey, found_key, given_key
from storage.sqlite.changes import Outside, changed, watch
from storage.sqlite.database import connected, explained
from storage.sqlite.erasing import end_erasures
from storage.sqlite.keyring import Keyring, Workspace, claim, needed_fingerprint

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
    async with connected(path) as connection:
        await claim(connection, found.key)
        await end_erasures(connection)
        yield Session(path, connection, found, clock)


@dataclass(slots=True)
class Writing:
    """A write transaction: its connection, the workspaces as it sees them, and its time."""

    connection: aiosqlite.Connection
    keyring: Keyring
    now: datetime

    async def workspace(self, platform: str, id: str) -> Workspace:
        """The workspace, made where it is not known."""
        workspace = self.keyring.find(platform, id)
        if workspace is None:
            workspace = await self.keyring.made(self.connection, platform, id)
            self.keyring = await self.keyring.loaded(self.connection)
        return workspace


class Session:
    """`found` is the master key and where it stands; `clock` tells when something is written.

    `outside` is told of what has changed, right after it was written.
    """

    def __init__(self, path: Path, connection: aiosqlite.Connection, found: FoundKey, clock: Clock) -> None:
        self.path = path
        self.found = found
        self.clock = clock
        self.outside: Outside | None = None
        self._connection = connection
        self._keyring = Keyring(found.key, {})

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

    @asynccontextmanager
    async def writing(self, patience: float | None = None) -> AsyncIterator[Writing]:
        """One transaction, all of it or nothing, on a connection of its own: readers see what was before it.

        `patience` is how many seconds it waits for others that write.
        """
        async with connected(self.path, patience=patience) as connection:
            if self.outside:
                await watch(connection)
            await connection.execute("BEGIN IMMEDIATE")
            try:
                writing = Writing(connection, await self._keyring.loaded(connection), self.clock())
                yield writing
            except BaseException:
                await connection.rollback()
                raise
            await connection.commit()
            self._keyring = writing.keyring
            if self.outside:
                for workspace, messages in (await changed(connection, writing.keyring)).items():
                    await self.outside.drop_messages(workspace, messages)
