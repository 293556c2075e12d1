"""The message store in a database file."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from core.models import Channel, Message
from core.ports import Window
from storage.sqlite.database import connected, explained
from storage.sqlite.rows import COLUMNS, from_row, to_microseconds, to_row

_CHANNEL = "platform, workspace, channels.id, name"
_IN_ORDER = "ORDER BY platform, workspace, name, channels.id"
_CHANNEL_KEY = "SELECT key FROM channels WHERE platform = ? AND workspace = ? AND id = ?"
_ADD_CHANNEL = """INSERT INTO channels (platform, workspace, id, name) VALUES (?, ?, ?, ?)
    ON CONFLICT (platform, workspace, id) DO UPDATE SET name = excluded.name"""
_ADD_NEW = f"""INSERT INTO messages ({COLUMNS}, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (channel, id) DO NOTHING"""
_REPLACE = f"""INSERT INTO messages ({COLUMNS}, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (channel, id) DO UPDATE SET
        (thread_id, reply_to, author_id, sent_at, edited_at, body) = (excluded.thread_id, excluded.reply_to,
        excluded.author_id, excluded.sent_at, excluded.edited_at, excluded.body)
    WHERE edited_at IS NULL OR edited_at <= excluded.edited_at"""


@asynccontextmanager
async def opened(path: Path) -> "AsyncIterator[SqliteMessages]":
    """The messages of the database at `path`, made where it is missing. Errors: `StorageError`."""
    async with connected(path) as connection:
        yield SqliteMessages(path, connection)


class SqliteMessages:
    """A `MessageStore`. An import has a connection of its own, so that readers see what was before it."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        self._path = path
        self._connection = connection

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with connected(self._path) as connection:
            await connection.execute("BEGIN IMMEDIATE")
            try:
                yield _Import(connection)
            except BaseException:
                await connection.rollback()
                raise
            await connection.commit()

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]:
        sql = f"SELECT {_CHANNEL} FROM channels WHERE ?1 IS NULL OR workspace = ?1 {_IN_ORDER}"
        return [Channel(*row) for row in await self._all(sql, (workspace,))]

    async def count(self, channel: Channel) -> int:
        sql = f"SELECT count(*) FROM messages WHERE channel = ({_CHANNEL_KEY})"
        [(count,)] = await self._all(sql, _key(channel))
        return int(count)

    async def find(self, message_id: str) -> Sequence[tuple[Channel, Message]]:
        # CROSS JOIN fixes the order of the loops: each channel, then its message through the unique index.
        sql = f"""SELECT {_CHANNEL}, messages.{COLUMNS} FROM channels CROSS JOIN messages
            ON messages.channel = channels.key AND messages.id = ? {_IN_ORDER}"""
        return [(Channel(*row[:4]), from_row(row[4:])) for row in await self._all(sql, (message_id,))]

    async def read(
        self, channel: Channel, window: Window = Window(), thread_id: str | None = None
    ) -> AsyncIterator[Message]:
        where, values = _where(channel, window, thread_id)
        sql = f"SELECT {COLUMNS} FROM messages WHERE {where} ORDER BY sent_at NULLS LAST, arrival"
        with explained(self._path):
            async with self._connection.execute(sql, values) as cursor:
                async for row in cursor:
                    yield from_row(row)

    async def _all(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        with explained(self._path):
            return list(await self._connection.execute_fetchall(sql, values))


class _Import:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        await self._connection.execute(_ADD_CHANNEL, (*_key(channel), channel.name))
        [(key,)] = await self._connection.execute_fetchall(_CHANNEL_KEY, _key(channel))
        # The rows are made in the connection's thread: the event loop stays free.
        added = await self._connection.executemany(_ADD_NEW, (to_row(m, key) for m in messages))
        if added.rowcount < len(messages):
            await self._connection.executemany(_REPLACE, (to_row(m, key) for m in messages))
        return added.rowcount


def _key(channel: Channel) -> tuple[str, str, str]:
    return channel.platform, channel.workspace, channel.id


def _where(channel: Channel, window: Window, thread_id: str | None) -> tuple[str, tuple[Any, ...]]:
    conditions, values = [f"channel = ({_CHANNEL_KEY})"], list[Any](_key(channel))
    if window.since:
        conditions.append("(sent_at >= ? OR sent_at IS NULL)")
        values.append(to_microseconds(window.since))
    if window.until:
        conditions.append("(sent_at < ? OR sent_at IS NULL)")
        values.append(to_microseconds(window.until))
    if thread_id:
        conditions.append("(thread_id = ? OR id = ?)")
        values += [thread_id, thread_id]
    return " AND ".join(conditions), tuple(values)
