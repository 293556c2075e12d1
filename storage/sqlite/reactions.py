"""Who reacted to which message with what, whatever comes first, and when somebody was last there."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.models import Channel, Message, Reaction
from core.ports.arrivals import Reacted, with_reaction
from storage.encryption import DataKey
from storage.sqlite.places import Place, place_of, rewrite, stored
from storage.sqlite.rows import author_digest, channel_key, from_microseconds, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

COLUMNS = "message, person, emoji, at, body"
COLUMNS_JOINED = ", ".join(f"reactions.{column}" for column in COLUMNS.split(", "))

_SET = """INSERT INTO reactions (channel, message, person, emoji, at, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (channel, message, person, emoji) DO UPDATE SET (at, body) = (excluded.at, excluded.body)"""
_BEFORE = "SELECT at, body IS NOT NULL FROM reactions WHERE channel = ? AND message = ? AND person = ? AND emoji = ?"
_ON = f"SELECT {COLUMNS} FROM reactions WHERE channel = ? AND message = ? AND body IS NOT NULL ORDER BY at, key"
_HEARD = "SELECT count(*) FROM reactions WHERE channel = ? AND message = ? AND emoji = ? AND body IS NOT NULL"
_CLEAR = """UPDATE reactions SET at = ?1, body = NULL
    WHERE channel = ?2 AND message = ?3 AND at < ?1 AND (?4 IS NULL OR emoji = ?4)"""
_DELETED = "SELECT 1 FROM messages WHERE channel = ? AND id = ? AND body IS NULL"
_LAST_ACTIVE = """WITH place AS (SELECT key FROM channels WHERE workspace = ?1 AND id = ?2)
    SELECT max(at) FROM (
        SELECT max(sent_at) AS at FROM messages WHERE author = ?3 AND channel = (SELECT key FROM place)
        UNION ALL
        SELECT max(at) FROM reactions WHERE person = ?3 AND channel = (SELECT key FROM place)
    )"""


async def react(writing: Writing, channel: Channel, reacted: Reacted) -> None:
    """As the port says: the job of `Session.written`."""
    place = await place_of(writing, channel)
    key, message = place.workspace.data_key, place.message(reacted.message_id)
    where = place.key, message, author_digest(key, reacted.person), key.digest(b"emoji", reacted.emoji)
    at, connection = to_microseconds(reacted.at), writing.connection
    if await connection.execute_fetchall(_DELETED, where[:2]):
        return
    before = list(await connection.execute_fetchall(_BEFORE, where))
    if before and before[0][0] >= at:
        return
    body = None if reacted.gone else key.encrypt(_plain(reacted), _bound(place.digest, *where[1:]))
    await connection.execute(_SET, (*where, at, body))
    known = await stored(writing, place, reacted.message_id)
    change = (not reacted.gone) - bool(before and before[0][1])
    if known and reacted.gone and not before:
        change = -(await _set_before(writing, where, known, reacted.emoji))
    if known and change:
        await rewrite(writing, place, replace(known, reactions=with_reaction(known.reactions, reacted.emoji, change)))


async def clear(writing: Writing, channel: Channel, message_id: str, at: datetime, emoji: str | None) -> None:
    """As the port says: the job of `Session.written`."""
    place = await place_of(writing, channel)
    digest = place.workspace.data_key.digest(b"emoji", emoji) if emoji else None
    values = to_microseconds(at), place.key, place.message(message_id), digest
    await writing.connection.execute(_CLEAR, values)
    if known := await stored(writing, place, message_id):
        others = [it for it in known.reactions if emoji and it.name != emoji]
        later = [it for it in await counted(writing, place, message_id) if emoji in (None, it.name)]
        await rewrite(writing, place, replace(known, reactions=(*others, *later)))


async def _set_before(writing: Writing, where: tuple[Any, ...], message: Message, emoji: str) -> bool:
    """Whether the message came with more of an emoji than were heard of: this one may have been among them."""
    channel, id, _, digest = where
    [(heard,)] = await writing.connection.execute_fetchall(_HEARD, (channel, id, digest))
    return any(reaction.name == emoji and reaction.count > heard for reaction in message.reactions)


async def counted(writing: Writing, place: Place, message_id: str) -> tuple[Reaction, ...]:
    """Those that came before their message, in the order in which they were set."""
    reactions: tuple[Reaction, ...] = ()
    for row in await writing.connection.execute_fetchall(_ON, (place.key, place.message(message_id))):
        reactions = with_reaction(reactions, to_reacted(row, place.workspace.data_key, place.digest).emoji, 1)
    return reactions


async def last_active(session: Session, channel: Channel, person: str) -> datetime | None:
    workspace = await session.workspace(channel.platform, channel.workspace)
    if workspace is None:
        return None
    values = *channel_key(workspace, channel), author_digest(workspace.data_key, person)
    [(at,)] = await session.rows(_LAST_ACTIVE, values)
    return from_microseconds(at)


def to_reacted(row: Sequence[Any], key: DataKey, channel: bytes) -> Reacted:
    """The reaction of the values of `COLUMNS`, in the channel of this digest."""
    message, person, emoji, at, encrypted = row
    body = json.loads(key.decrypt(encrypted, _bound(channel, message, person, emoji)))
    moment = from_microseconds(at)
    assert moment
    return Reacted(body[0], body[1], body[2], moment)


def _plain(reacted: Reacted) -> bytes:
    return json.dumps([reacted.message_id, reacted.person, reacted.emoji]).encode()


def _bound(channel: bytes, message: bytes, person: bytes, emoji: bytes) -> bytes:
    return b"reactions.body" + channel + message + person + emoji
