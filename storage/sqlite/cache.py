"""The cache in the database file: an encrypted row for each answer, and the messages that it rests on.

Triggers (storage.sqlite.migrations) take an answer out in the transaction that changes one of its messages.
"""

import logging
import secrets
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from core.errors import StorageError
from core.models import Channel
from core.ports import Cached
from storage import turns
from storage.entries import decrypted, encrypted, entry_digest
from storage.sqlite.database import explained
from storage.sqlite.meanwhile import began_at
from storage.sqlite.rows import channel_digest, message_digest, to_microseconds
from storage.sqlite.session import Session, Writing

BUSY_SECONDS = 0.5  # behind an import nobody waits for the cache
KEEPING_SECONDS = 2.0  # but what is not kept is paid for again

_FOUND = "SELECT id, body FROM cache WHERE workspace = ? AND until > ? AND id IN"
_EXPIRED = "DELETE FROM cache WHERE until <= ? OR (workspace = ? AND id = ?)"
_REMOVE = "DELETE FROM cache WHERE workspace = ? AND id = ?"
_PUT = "INSERT INTO cache (key, workspace, id, channel, until, body) VALUES (?, ?, ?, ?, ?, ?)"
_REST = "INSERT OR IGNORE INTO cache_sources VALUES (?, ?)"
_DROP = """DELETE FROM cache WHERE key IN (SELECT entry FROM cache_sources WHERE message = ?)
    AND workspace = ? AND channel = ?"""
# Of these messages one was deleted, or edited since.
_CHANGED = """SELECT 1 FROM cache_sources JOIN messages ON messages.id = cache_sources.message
    WHERE entry = ? AND channel = (SELECT key FROM channels WHERE workspace = ? AND id = ?)
    AND (messages.body IS NULL OR edited_at >= ?) LIMIT 1"""
_HELD = "SELECT holder FROM cache_leases WHERE workspace = ? AND id = ? AND until > ?"
_TAKE = """INSERT INTO cache_leases VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (workspace, id) DO UPDATE SET (holder, until) = (?3, ?4) WHERE holder = ?3 OR until <= ?5"""
_GIVE_BACK = "DELETE FROM cache_leases WHERE workspace = ? AND id = ? AND holder = ?"

_log = logging.getLogger(__name__)


class SqliteCache:
    """A `Cache`. Where the database is busy it keeps nothing, and waits for nobody."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._turns = turns.LeasedTurns(_Lease(session))

    async def get(self, channel: Channel, key: str) -> Cached | None:
        return (await self.found(channel, [key])).get(key)

    async def found(self, channel: Channel, keys: Collection[str]) -> Mapping[str, Cached]:
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        if workspace is None:
            return {}
        data_key, now = workspace.data_key, to_microseconds(self._session.clock())
        ids = {entry_digest(data_key, channel, key): key for key in keys}
        rows = await self._session.rows(f"{_FOUND} ({', '.join('?' * len(ids))})", (workspace.key, now, *ids))
        with explained(self._session.path):
            return {ids[id]: decrypted(body, data_key, id) for id, body in rows}

    async def put(self, channel: Channel, key: str, cached: Cached, messages: Collection[str]) -> None:
        try:
            await self._session.written(lambda writing: _put(writing, channel, key, cached, messages), KEEPING_SECONDS)
        except StorageError as error:
            _log.warning("an answer is not kept: %s", error)

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        """Waits for others that write: what is to go must go. Errors: `StorageError`."""
        async with self._session.writing() as writing:
            if workspace := writing.keyring.find(channel.platform, channel.workspace):
                data_key = workspace.data_key
                place = workspace.key, channel_digest(data_key, channel.id)
                ids = ((message_digest(data_key, message), *place) for message in messages)
                await writing.connection.executemany(_DROP, ids)

    @asynccontextmanager
    async def making(self, channel: Channel, key: str, waiting: bool = True) -> AsyncIterator[bool]:
        workspace = await self._session.made(channel.platform, channel.workspace)
        id = workspace.key, entry_digest(workspace.data_key, channel, key)
        async with self._turns.turn(id, secrets.randbits(62), waiting) as turn:
            yield turn


async def _put(writing: Writing, channel: Channel, key: str, cached: Cached, messages: Collection[str]) -> None:
    workspace = await writing.workspace(channel.platform, channel.workspace)
    data_key, connection = workspace.data_key, writing.connection
    place, id, row = channel_digest(data_key, channel.id), entry_digest(data_key, channel, key), secrets.randbits(62)
    body, until = encrypted(cached, data_key, id), to_microseconds(cached.until)
    await connection.execute(_EXPIRED, (to_microseconds(writing.now), workspace.key, id))
    await connection.execute(_PUT, (row, workspace.key, id, place, until, body))
    await connection.executemany(_REST, ((message_digest(data_key, message), row) for message in messages))
    # A message may have changed while the answer was made of it, when there was nothing yet to take out.
    began = to_microseconds(began_at(writing.now, cached))
    if await connection.execute_fetchall(_CHANGED, (row, workspace.key, place, began)):
        await connection.execute(_REMOVE, (workspace.key, id))


class _Lease:
    """Leases by workspace and entry. Where the database is busy nobody waits for one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def take(self, id: tuple[int, bytes], holder: int) -> bool:
        now = self._session.clock()
        until = to_microseconds(now + timedelta(seconds=turns.LEASE_SECONDS))
        held = await self._session.rows(_HELD, (*id, to_microseconds(now)))
        if held and held[0][0] != holder:
            return False
        values = (*id, holder, until, to_microseconds(now))
        taken = await self._write(_TAKE, values, "several may make an answer at once")
        return taken is None or taken > 0

    async def give_back(self, id: tuple[int, bytes], holder: int) -> None:
        await self._write(_GIVE_BACK, (*id, holder), f"who wants the same answer waits up to {turns.LEASE_SECONDS:g} s")

    async def _write(self, sql: str, values: tuple[Any, ...], otherwise: str) -> int | None:
        """How many rows it were, None where they could not be written: then `otherwise` is logged."""

        async def write(writing: Writing) -> int:
            return (await writing.connection.execute(sql, values)).rowcount

        try:
            return await self._session.written(write, BUSY_SECONDS)
        except StorageError as error:
            _log.warning("%s: %s", otherwise, error)
            return None
