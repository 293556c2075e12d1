"""The message store in a database file."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from core.models import Channel, Message, Person
from core.ports import Examined, Reacted, Window
from core.redaction.spans import Finding
from storage.sqlite import arrivals, findings, reactions, session
from storage.sqlite.arrivals import ADD_NEW, REPLACE, ROW
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.places import Place, place_of
from storage.sqlite.rows import (
    CHANNEL_KEY,
    COLUMNS,
    MESSAGE_COLUMNS,
    channel_digest,
    channel_key,
    from_row,
    message_digest,
    to_channel,
    to_microseconds,
)
from storage.sqlite.session import Clock, Session, Writing, utc_now

ROWS_AT_ONCE = 1000  # of 8 values: a statement takes 32,766 (https://sqlite.org/limits.html#max_variable_number)
# While SQLite runs a statement other threads run Python: with many rows in one, reading and storing go side by side.
_ADD_MANY = ADD_NEW.replace(ROW, ", ".join([ROW] * ROWS_AT_ONCE))

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
    """`Arrivals`. Readers see what was before a write until it has ended."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.master_key = session.found

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with self._session.writing() as writing:
            yield _Import(writing)

    async def hear(self, channel: Channel, message: Message) -> bool:
        return await self._session.written(lambda writing: arrivals.hear(writing, channel, message))

    async def edit(self, channel: Channel, message: Message) -> None:
        await self._session.written(lambda writing: arrivals.edit(writing, channel, message))

    async def delete(self, channel: Channel, message_id: str) -> None:
        await self._session.written(lambda writing: arrivals.delete(writing, channel, message_id))

    async def restore(self, channel: Channel, message: Message, at: datetime) -> None:
        await self._session.written(lambda writing: arrivals.restore(writing, channel, message, at))

    async def react(self, channel: Channel, reacted: Reacted) -> None:
        await self._session.written(lambda writing: reactions.react(writing, channel, reacted))

    async def clear(self, channel: Channel, message_id: str, at: datetime, emoji: str | None = None) -> None:
        await self._session.written(lambda writing: reactions.clear(writing, channel, message_id, at, emoji))

    async def rename(self, channel: Channel) -> None:
        await self._session.written(lambda writing: place_of(writing, channel))

    async def last_active(self, channel: Channel, person: str) -> datetime | None:
        return await reactions.last_active(self._session, channel, person)

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


class _Import:
    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._latest: tuple[Channel, Place] | None = None

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        place, now, connection = await self._known(channel), self._writing.now, self._writing.connection
        # The rows are made and encrypted in the connection's thread: the event loop stays free.
        whole = len(messages) - len(messages) % ROWS_AT_ONCE
        chunks = (messages[i : i + ROWS_AT_ONCE] for i in range(0, whole, ROWS_AT_ONCE))
        values = (list(chain.from_iterable(place.rows(chunk, now))) for chunk in chunks)
        added = (await connection.executemany(_ADD_MANY, values)).rowcount if whole else 0
        if rest := messages[whole:]:
            added += (await connection.executemany(ADD_NEW, place.rows(rest, now))).rowcount
        if added < len(messages):
            await connection.executemany(REPLACE, place.rows(messages, now))
        return added

    async def _known(self, channel: Channel) -> Place:
        """The place of the channel, not asked for again while its batches come one after the other."""
        if self._latest is None or self._latest[0] != channel:
            self._latest = channel, await place_of(self._writing, channel)
        return self._latest[1]


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
