"""The message store in a database file."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from core.models import Channel, Message, Person
from core.ports import Examined, Window
from core.redaction.spans import Finding
from storage.sqlite import findings, session
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import (
    CHANNEL_KEY,
    COLUMNS,
    MESSAGE_COLUMNS,
    channel_body,
    channel_digest,
    channel_key,
    from_row,
    message_digest,
    to_channel,
    to_microseconds,
    to_rows,
)
from storage.sqlite.session import Clock, Session, Writing, utc_now

ROWS_AT_ONCE = 1000  # of 8 values: a statement takes 32,766 (https://sqlite.org/limits.html#max_variable_number)
_ROW = "(?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_NEW = f"INSERT INTO messages ({COLUMNS}, channel, kept_since) VALUES {_ROW} ON CONFLICT (channel, id) DO NOTHING"
# While SQLite runs a statement other threads run Python: with many rows in one, reading and storing go side by side.
_ADD_MANY = _ADD_NEW.replace(_ROW, ", ".join([_ROW] * ROWS_AT_ONCE))
_REPLACE = f"""INSERT INTO messages ({COLUMNS}, channel, kept_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (channel, id) DO UPDATE SET
        (thread, author, sent_at, edited_at, body, findings, examined_by) =
        (excluded.thread, excluded.author, excluded.sent_at, excluded.edited_at, excluded.body, NULL, NULL)
    WHERE body IS NOT NULL AND (edited_at IS NULL OR edited_at <= excluded.edited_at)"""
# A row without a body remembers that the message was deleted, also before it arrived.
_DELETE = """INSERT INTO messages (channel, id, kept_since) VALUES (?, ?, ?)
    ON CONFLICT (channel, id) DO UPDATE SET
        (thread, author, sent_at, edited_at, body, findings, examined_by, kept_since) =
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, excluded.kept_since)"""

# The latest arrival of each author; their digests are made with the workspace's key.
_AUTHORS = f"""SELECT channels.id, {MESSAGE_COLUMNS} FROM messages JOIN channels ON messages.channel = channels.key
    WHERE channels.workspace = ?
    AND arrival IN (SELECT max(arrival) FROM messages WHERE author IS NOT NULL GROUP BY author)"""


@asynccontextmanager
async def opened(path: Path, master_key: str | None = None, clock: Clock = utc_now) -> "AsyncIterator[SqliteMessages]":
    """The messages of the database at `path`. Errors: as of `storage.sqlite.session.opened`."""
    async with session.opened(path, master_key, clock) as open_session:
        yield SqliteMessages(open_session)


class SqliteMessages:
    """A `MessageStore`. Each write has a connection of its own, so that readers see what was before it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.master_key = session.found

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with self._session.writing() as writing:
            yield _Import(writing)

    async def edit(self, channel: Channel, message: Message) -> None:
        async with self._session.writing() as writing:
            place = await _place(writing, channel)
            [row] = place.rows([message], message.sent_at or writing.now)
            await writing.connection.execute(_REPLACE, row)

    async def delete(self, channel: Channel, message_id: str) -> None:
        async with self._session.writing() as writing:
            place = await _place(writing, channel)
            digest = message_digest(place.workspace.data_key, message_id)
            await writing.connection.execute(_DELETE, (place.key, digest, to_microseconds(writing.now)))

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]:
        workspaces = {w.key: w for w in await self._session.keyring() if workspace in (None, w.id)}
        rows = await self._session.rows("SELECT workspace, id, body FROM channels")
        with explained(self._session.path):
            found = [to_channel(workspaces[row[0]], *row[1:]) for row in rows if row[0] in workspaces]
        return sorted(found, key=_in_order)

    async def authors(self, platform: str, workspace: str) -> Sequence[Person]:
        known = await self._session.workspace(platform, workspace)
        rows = await self._session.rows(_AUTHORS, (known.key,)) if known else []
        with explained(self._session.path):
            found = [from_row(row[1:], known.data_key, row[0]).author for row in rows] if known else []
        return sorted(found, key=lambda person: person.id)

    async def count(self, channel: Channel) -> int:
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        if workspace is None:
            return 0
        sql = f"SELECT count(*) FROM messages WHERE channel = ({CHANNEL_KEY}) AND body IS NOT NULL"
        [(count,)] = await self._session.rows(sql, channel_key(workspace, channel))
        return int(count)

    async def find(self, message_id: str) -> Sequence[tuple[Channel, Message]]:
        found = [pair for w in await self._session.keyring() for pair in await self._find(w, message_id)]
        return sorted(found, key=lambda pair: _in_order(pair[0]))

    async def read(
        self, channel: Channel, window: Window = Window(), thread_id: str | None = None
    ) -> AsyncIterator[Message]:
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        if workspace is None:
            return
        where, values = _where(workspace, channel, window, thread_id)
        sql = f"SELECT {COLUMNS} FROM messages WHERE {where} ORDER BY sent_at NULLS LAST, arrival"
        digest = channel_digest(workspace.data_key, channel.id)
        async with self._session.cursor(sql, values) as cursor:
            async for row in cursor:
                yield from_row(row, workspace.data_key, digest)

    async def unexamined(self, channel: Channel, version: str) -> AsyncIterator[Message]:
        async for message in findings.unexamined(self._session, channel, version):
            yield message

    async def keep_findings(self, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
        async with self._session.writing() as writing:
            await findings.keep(writing, channel, version, examined)

    async def findings(
        self, channel: Channel, version: str, messages: Sequence[Message]
    ) -> Mapping[str, tuple[Finding, ...]]:
        return await findings.kept(self._session, channel, version, messages)

    async def _find(self, workspace: Workspace, message_id: str) -> list[tuple[Channel, Message]]:
        # CROSS JOIN fixes the order of the loops: each channel, then its message through the unique index.
        sql = f"""SELECT channels.id, channels.body, {MESSAGE_COLUMNS} FROM channels CROSS JOIN messages
            ON messages.channel = channels.key AND messages.id = ?
            WHERE channels.workspace = ? AND messages.body IS NOT NULL"""
        key = workspace.data_key
        rows = await self._session.rows(sql, (message_digest(key, message_id), workspace.key))
        with explained(self._session.path):
            return [(to_channel(workspace, *row[:2]), from_row(row[2:], key, row[0])) for row in rows]


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of `channels`, for those who write messages into it."""

    key: int
    digest: bytes
    workspace: Workspace

    def rows(self, messages: Sequence[Message], kept_since: datetime) -> Iterator[tuple[Any, ...]]:
        since = to_microseconds(kept_since)
        return ((*row, self.key, since) for row in to_rows(messages, self.workspace.data_key, self.digest))


class _Import:
    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._latest: tuple[Channel, _Place] | None = None

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        place, now, connection = await self._known(channel), self._writing.now, self._writing.connection
        # The rows are made and encrypted in the connection's thread: the event loop stays free.
        whole = len(messages) - len(messages) % ROWS_AT_ONCE
        chunks = (messages[i : i + ROWS_AT_ONCE] for i in range(0, whole, ROWS_AT_ONCE))
        values = (list(chain.from_iterable(place.rows(chunk, now))) for chunk in chunks)
        added = (await connection.executemany(_ADD_MANY, values)).rowcount if whole else 0
        if rest := messages[whole:]:
            added += (await connection.executemany(_ADD_NEW, place.rows(rest, now))).rowcount
        if added < len(messages):
            await connection.executemany(_REPLACE, place.rows(messages, now))
        return added

    async def _known(self, channel: Channel) -> _Place:
        """The place of the channel, not asked for again while its batches come one after the other."""
        if self._latest is None or self._latest[0] != channel:
            self._latest = channel, await _place(self._writing, channel)
        return self._latest[1]


async def _place(writing: Writing, channel: Channel) -> _Place:
    """The channel's row, made where it is missing, with its present name and topic."""
    workspace = await writing.workspace(channel.platform, channel.workspace)
    key = channel_key(workspace, channel)
    sql = "SELECT key, body FROM channels WHERE workspace = ? AND id = ?"
    known = list(await writing.connection.execute_fetchall(sql, key))
    if not known:
        body = channel_body(channel, workspace.data_key)
        await writing.connection.execute("INSERT INTO channels (workspace, id, body) VALUES (?, ?, ?)", (*key, body))
        return await _place(writing, channel)
    stored = to_channel(workspace, key[1], known[0][1])
    present = channel if channel.topic is not None else replace(channel, topic=stored.topic)
    if present != stored:
        body = channel_body(present, workspace.data_key)
        await writing.connection.execute("UPDATE channels SET body = ? WHERE key = ?", (body, known[0][0]))
    return _Place(known[0][0], key[1], workspace)


def _in_order(channel: Channel) -> tuple[str, str, str, str]:
    return channel.platform, channel.workspace, channel.name, channel.id


def _where(
    workspace: Workspace, channel: Channel, window: Window, thread_id: str | None
) -> tuple[str, tuple[Any, ...]]:
    conditions = [f"channel = ({CHANNEL_KEY})", "body IS NOT NULL"]
    values = list[Any](channel_key(workspace, channel))
    if window.since:
        conditions.append("(sent_at >= ? OR sent_at IS NULL)")
        values.append(to_microseconds(window.since))
    if window.until:
        conditions.append("(sent_at < ? OR sent_at IS NULL)")
        values.append(to_microseconds(window.until))
    if thread_id:
        digest = message_digest(workspace.data_key, thread_id)
        conditions.append("(thread = ? OR id = ?)")
        values += [digest, digest]
    return " AND ".join(conditions), tuple(values)
