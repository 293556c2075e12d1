"""The workspaces of a database, each with its data key: what must be known before any other row can be read."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import aiosqlite

from core.errors import NotFound, StorageError
from storage.encryption import DataKey, MasterKey

_WORKSPACES = "SELECT key, wrapped_key, body FROM workspaces WHERE wrapped_key IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A row of `workspaces`. The same `id` on two platforms is two workspaces."""

    key: int
    platform: str
    id: str
    data_key: DataKey


@dataclass(frozen=True, slots=True)
class Keyring:
    """The workspaces as they stood when it was loaded."""

    master: MasterKey
    rows: Mapping[tuple[int, bytes], Workspace]  # by `key` and `body` of the row

    def __iter__(self) -> Iterator[Workspace]:
        return iter(self.rows.values())

    def find(self, platform: str, id: str) -> Workspace | None:
        return next((w for w in self if (w.platform, w.id) == (platform, id)), None)

    def named(self, id: str) -> list[Workspace]:
        """The workspaces of this id, one a platform. Errors: `NotFound`."""
        found = [w for w in self if w.id == id]
        if not found:
            raise NotFound(f"no workspace '{id}': there is {', '.join(sorted({w.id for w in self})) or 'none yet'}")
        return found

    async def loaded(self, connection: aiosqlite.Connection) -> "Keyring":
        """What stands in the database now; keys that were known are not unwrapped again.

        So a process that runs while `recap keys rotate` changes the master key reads and writes on.
        """
        stored = {(key, body): wrapped for key, wrapped, body in await connection.execute_fetchall(_WORKSPACES)}
        if stored.keys() - self.rows.keys():
            await self._require_master(connection)
        return Keyring(self.master, {row: self.rows.get(row) or self._unwrapped(*row, stored[row]) for row in stored})

    async def made(self, connection: aiosqlite.Connection, platform: str, id: str) -> Workspace:
        """A new workspace, within a write transaction."""
        await self._require_master(connection)
        key, data_key = secrets.randbits(62), DataKey.generated()
        body = data_key.encrypt(json.dumps([platform, id]).encode(), _place("body", key))
        wrapped = self.master.wrap(data_key, wrapped_key_place(key))
        await connection.execute("INSERT INTO workspaces VALUES (?, ?, ?)", (key, wrapped, body))
        return Workspace(key, platform, id, data_key)

    async def _require_master(self, connection: aiosqlite.Connection) -> None:
        if await needed_fingerprint(connection) != self.master.fingerprint:
            raise StorageError("the master key was changed: start Recap again with the new one")

    def _unwrapped(self, key: int, body: bytes, wrapped: bytes) -> Workspace:
        data_key = self.master.unwrap(wrapped, wrapped_key_place(key))
        platform, id = json.loads(data_key.decrypt(body, _place("body", key)))
        return Workspace(key, platform, id, data_key)


async def needed_fingerprint(connection: aiosqlite.Connection) -> str | None:
    """Of the master key that the database was made with; None where it has no tables yet."""
    tables = await connection.execute_fetchall("SELECT 1 FROM sqlite_master WHERE name = 'master_key'")
    rows = await connection.execute_fetchall("SELECT fingerprint FROM master_key") if tables else ()
    return next((str(fingerprint.hex()) for (fingerprint,) in rows), None)


async def claim(connection: aiosqlite.Connection, master: MasterKey) -> None:
    """Note in a new database which key it needs. Of two processes that made it at once, the first one's key counts."""
    await connection.execute("INSERT OR IGNORE INTO master_key VALUES (1, ?)", (bytes.fromhex(master.fingerprint),))
    if (needed := await needed_fingerprint(connection)) != master.fingerprint:
        raise StorageError(f"another process has made the database with the master key {needed}: give the same one")


def wrapped_key_place(key: int) -> bytes:
    return _place("wrapped_key", key)


def _place(column: str, key: int) -> bytes:
    return f"workspaces.{column}".encode() + key.to_bytes(8)
