"""Messages as they are written, edited and deleted, one at a time: the jobs of `Session.written`."""

from dataclasses import replace
from datetime import datetime

from core.models import Channel, Message
from storage.sqlite.places import Place, place_of, rewrite, stored
from storage.sqlite.reactions import counted
from storage.sqlite.rows import COLUMNS, to_microseconds
from storage.sqlite.writing import Writing

ROW = "(?, ?, ?, ?, ?, ?, ?, ?)"
ADD_NEW = f"INSERT INTO messages ({COLUMNS}, channel, kept_since) VALUES {ROW} ON CONFLICT (channel, id) DO NOTHING"
REPLACE = f"""INSERT INTO messages ({COLUMNS}, channel, kept_since) VALUES {ROW}
    ON CONFLICT (channel, id) DO UPDATE SET
        (thread, author, sent_at, edited_at, body, findings, examined_by) =
        (excluded.thread, excluded.author, excluded.sent_at, excluded.edited_at, excluded.body, NULL, NULL)
    WHERE body IS NOT NULL AND (edited_at IS NULL OR edited_at <= excluded.edited_at)"""
# A row without a body remembers that the message was deleted, also before it arrived.
_DELETE = """INSERT INTO messages (channel, id, kept_since) VALUES (?, ?, ?)
    ON CONFLICT (channel, id) DO UPDATE SET
        (thread, author, sent_at, edited_at, body, findings, examined_by, kept_since) =
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, excluded.kept_since)"""
_UNDELETE = "DELETE FROM messages WHERE channel = ? AND id = ? AND body IS NULL AND kept_since <= ?"
# What came before its message: replies to it, and reactions.
_WAITING = """SELECT EXISTS (SELECT 1 FROM messages WHERE channel = ?1 AND thread = ?2),
    EXISTS (SELECT 1 FROM reactions WHERE channel = ?1 AND message = ?2 AND body IS NOT NULL)"""


async def hear(writing: Writing, channel: Channel, message: Message) -> bool:
    """As the port says."""
    place = await place_of(writing, channel)
    complete = await _with_what_came_before(writing, place, message)
    [row] = place.rows([complete], message.sent_at or writing.now)
    added = (await writing.connection.execute(ADD_NEW, row)).rowcount
    if added and message.thread_id and message.thread_id != message.id:
        await _root_has_replies(writing, place, message.thread_id)
    return bool(added)


async def edit(writing: Writing, channel: Channel, message: Message) -> None:
    place = await place_of(writing, channel)
    known = await stored(writing, place, message.id)
    if known and not message.reactions:
        message = replace(message, reactions=known.reactions)
    elif not known:
        message = await _with_what_came_before(writing, place, message)
    [row] = place.rows([message], message.sent_at or writing.now)
    await writing.connection.execute(REPLACE, row)


async def delete(writing: Writing, channel: Channel, message_id: str) -> None:
    place = await place_of(writing, channel)
    values = place.key, place.message(message_id), to_microseconds(writing.now)
    await writing.connection.execute(_DELETE, values)
    await writing.connection.execute("DELETE FROM reactions WHERE channel = ? AND message = ?", values[:2])


async def restore(writing: Writing, channel: Channel, message: Message, at: datetime) -> None:
    place = await place_of(writing, channel)
    await writing.connection.execute(_UNDELETE, (place.key, place.message(message.id), to_microseconds(at)))
    await edit(writing, channel, message)


async def _with_what_came_before(writing: Writing, place: Place, message: Message) -> Message:
    [(replies, reactions)] = await writing.connection.execute_fetchall(_WAITING, (place.key, place.message(message.id)))
    if replies and message.thread_id is None:
        message = replace(message, thread_id=message.id)
    if reactions and not message.reactions:
        message = replace(message, reactions=await counted(writing, place, message.id))
    return message


async def _root_has_replies(writing: Writing, place: Place, root_id: str) -> None:
    root = await stored(writing, place, root_id)
    if root and root.thread_id is None:
        await rewrite(writing, place, replace(root, thread_id=root_id))
