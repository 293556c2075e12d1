"""A message as a row: plain columns for what is looked up, and one `body` with everything that people wrote."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring as _quoted
from typing import Any

from core.models import Message, Person, Reaction

COLUMNS = "id, thread_id, reply_to, author_id, sent_at, edited_at, body"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_row(message: Message, channel_key: int) -> tuple[Any, ...]:
    """The values of `COLUMNS`, and the channel's."""
    return (
        message.id,
        message.thread_id,
        message.reply_to,
        message.author.id,
        to_microseconds(message.sent_at),
        to_microseconds(message.edited_at),
        _body(message),
        channel_key,
    )


def from_row(row: Sequence[Any]) -> Message:
    """The message of the values of `COLUMNS`."""
    id, thread_id, reply_to, author_id, sent_at, edited_at, encoded = row
    body = json.loads(encoded)
    return Message(
        id=id,
        author=Person(author_id, body["author"], body.get("bot", False)),
        text=body["text"],
        sent_at=_from_microseconds(sent_at),
        thread_id=thread_id,
        reply_to=reply_to,
        reactions=tuple(Reaction(name, count) for name, count in body.get("reactions", ())),
        original=body.get("original"),
        edited_at=_from_microseconds(edited_at),
        files=tuple(body.get("files", ())),
        permalink=body.get("permalink"),
    )


def to_microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def _from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _body(message: Message) -> str:
    """A JSON object of what is there, texts quoted one by one: an encoder a message takes longer than storing it."""
    body = f'{{"author":{_quoted(message.author.name)},"text":{_quoted(message.text)}'
    if message.original is not None:
        body += f',"original":{_quoted(message.original)}'
    if message.permalink is not None:
        body += f',"permalink":{_quoted(message.permalink)}'
    if message.author.bot:
        body += ',"bot":true'
    if message.reactions:
        body += f',"reactions":{json.dumps([(r.name, r.count) for r in message.reactions])}'
    if message.files:
        body += f',"files":{json.dumps(message.files)}'
    return body + "}"
