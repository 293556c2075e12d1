"""A message as a row: plain columns for what is looked up, and one `body` with everything that people wrote."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from core.models import Message, Person, Reaction

COLUMNS = "id, thread_id, reply_to, author_id, sent_at, edited_at, body"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def to_row(message: Message) -> tuple[Any, ...]:
    """The values of `COLUMNS`."""
    return (
        message.id,
        message.thread_id,
        message.reply_to,
        message.author.id,
        to_microseconds(message.sent_at),
        to_microseconds(message.edited_at),
        _encode(_body(message)),
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


def _body(message: Message) -> dict[str, Any]:
    """Only what is there: most messages are an author and a text."""
    body: dict[str, Any] = {"author": message.author.name, "text": message.text}
    if message.author.bot:
        body["bot"] = True
    if message.original is not None:
        body["original"] = message.original
    if message.reactions:
        body["reactions"] = [(r.name, r.count) for r in message.reactions]
    if message.files:
        body["files"] = message.files
    if message.permalink is not None:
        body["permalink"] = message.permalink
    return body
