"""The row of a channel, for those who write into it, and that of one message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.models import Channel, Message
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import (
    COLUMNS,
    channel_body,
    channel_key,
    from_row,
    message_digest,
    to_channel,
    to_microseconds,
    to_row,
    to_rows,
)
from storage.sqlite.writing import Writing

_KNOWN = "SELECT key, body FROM channels WHERE workspace = ? AND id = ?"
_INSERT = "INSERT INTO channels (workspace, id, body) VALUES (?, ?, ?)"
_STORED = f"SELECT {COLUMNS} FROM messages WHERE channel = ? AND id = ? AND body IS NOT NULL"
_REWRITE = f"UPDATE messages SET ({COLUMNS}) = (?, ?, ?, ?, ?, ?) WHERE channel = ? AND id = ?"


@dataclass(frozen=True, slots=True)
class Place:
    """`key` is that of the row, `digest` the channel's id in it."""

    key: int
    digest: bytes
    workspace: Workspace

    def rows(self, messages: Sequence[Message], kept_since: datetime) -> Iterator[tuple[Any, ...]]:
        since = to_microseconds(kept_since)
        return ((*row, self.key, since) for row in to_rows(messages, self.workspace.data_key, self.digest))

    def message(self, id: str) -> bytes:
        return message_digest(self.workspace.data_key, id)


async def place_of(writing: Writing, channel: Channel) -> Place:
    """The channel's row, made where it is missing, with its present name and topic as far as they are given."""
    known = writing.places.get(channel)
    if isinstance(known, Place):
        return known
    workspace = await writing.workspace(channel.platform, channel.workspace)
    key = channel_key(workspace, channel)
    rows = list(await writing.connection.execute_fetchall(_KNOWN, key))
    if not rows:
        body = channel_body(replace(channel, name=channel.name or channel.id), workspace.data_key)
        await writing.connection.execute(_INSERT, (*key, body))
        return await place_of(writing, channel)
    stored = to_channel(workspace, key[1], rows[0][1])
    topic = stored.topic if channel.topic is None else channel.topic
    present = replace(channel, name=channel.name or stored.name, topic=topic)
    if present != stored:
        body = channel_body(present, workspace.data_key)
        await writing.connection.execute("UPDATE channels SET body = ? WHERE key = ?", (body, rows[0][0]))
    # Under another name the same channel is asked for anew: the last name counts.
    writing.places = {c: p for c, p in writing.places.items() if p.key != rows[0][0]}
    place = writing.places[channel] = Place(rows[0][0], key[1], workspace)
    return place


async def stored(writing: Writing, place: Place, message_id: str) -> Message | None:
    rows = await writing.connection.execute_fetchall(_STORED, (place.key, place.message(message_id)))
    return next((from_row(row, place.workspace.data_key, place.digest) for row in rows), None)


async def rewrite(writing: Writing, place: Place, message: Message) -> None:
    """In the place of the one that is stored, whose text it has: its findings stay."""
    row = to_row(message, place.workspace.data_key, place.digest)
    await writing.connection.execute(_REWRITE, (*row, place.key, row[0]))
