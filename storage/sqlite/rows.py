"""A message or a channel as a row: keyed hashes for what is looked up, and one encrypted `body` with all the rest."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring as _quoted
from typing import Any

from core.models import Channel, Message, Person, Reaction
from storage.encryption import DataKey, nonces
from storage.sqlite.keyring import Workspace

COLUMNS = "id, thread, author, sent_at, edited_at, body"
MESSAGE_COLUMNS = ", ".join(f"messages.{column}" for column in COLUMNS.split(", "))  # where tables are joined

CHANNEL_KEY = "SELECT key FROM channels WHERE workspace = ? AND id = ?"  # with the values of `channel_key`

_decode = json.JSONDecoder().raw_decode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_row(message: Message, key: DataKey, channel: bytes) -> tuple[Any, ...]:
    """The values of `COLUMNS`, in the channel of this digest."""
    return next(to_rows([message], key, channel))


def to_rows(messages: Sequence[Message], key: DataKey, channel: bytes) -> Iterator[tuple[Any, ...]]:
    """The row of each message. Authors are few: each is hashed once."""
    authors: dict[str, bytes] = {}
    for message, nonce in zip(messages, nonces(len(messages)), strict=True):
        id, thread, author = message_digest(key, message.id), message.thread_id, message.author.id
        if author not in authors:
            authors[author] = author_digest(key, author)
        yield (
            id,
            None if thread is None else id if thread == message.id else message_digest(key, thread),
            authors[author],
            to_microseconds(message.sent_at),
            to_microseconds(message.edited_at),
            key.encrypt(_bytes(_body(message)), b"messages.body" + channel + id, nonce),
        )


def from_row(row: Sequence[Any], key: DataKey, channel: bytes) -> Message:
    """The message of the values of `COLUMNS`. Errors: `StorageError` where they were changed or stand elsewhere."""
    id, _, _, sent_at, edited_at, encrypted = row
    body = _parsed(key.decrypt(encrypted, b"messages.body" + channel + id))
    author = body["author"]
    return Message(  # in the order of its fields: names take a tenth of the time in which thousands are read
        body["id"],
        Person(author[0], author[1], len(author) > 2),
        body["text"],
        from_microseconds(sent_at),
        body.get("thread"),
        body.get("reply_to"),
        tuple(Reaction(name, count) for name, count in body["reactions"]) if "reactions" in body else (),
        body.get("original"),
        from_microseconds(edited_at),
        tuple(body["files"]) if "files" in body else (),
        body.get("permalink"),
    )


def channel_body(channel: Channel, key: DataKey) -> bytes:
    body = {"id": channel.id, "name": channel.name, "topic": channel.topic}
    return key.encrypt(_bytes(json.dumps(body)), b"channels.body" + channel_digest(key, channel.id))


def to_channel(workspace: Workspace, digest: bytes, encrypted: bytes) -> Channel:
    body = json.loads(workspace.data_key.decrypt(encrypted, b"channels.body" + digest))
    return Channel(workspace.platform, workspace.id, body["id"], body["name"], body["topic"])


def channel_digest(key: DataKey, id: str) -> bytes:
    return key.digest(b"channel", id)


def channel_key(workspace: Workspace, channel: Channel) -> tuple[int, bytes]:
    return workspace.key, channel_digest(workspace.data_key, channel.id)


def message_digest(key: DataKey, id: str) -> bytes:
    return key.digest(b"message", id)


def author_digest(key: DataKey, id: str) -> bytes:
    return key.digest(b"author", id)


def to_microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _parsed(body: bytes) -> Any:
    """As `json.loads`, which looks for the encoding first and for space around: that takes longer than the parsing."""
    return _decode(body.decode("utf-8", "surrogatepass"))[0]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _body(message: Message) -> str:
    """A JSON object of what is there, texts quoted one by one: an encoder a message takes longer than storing it."""
    author = message.author
    body = f'{{"id":{_quoted(message.id)},"author":[{_quoted(author.id)},{_quoted(author.name)}'
    body += f'{",true" if author.bot else ""}],"text":{_quoted(message.text)}'
    if message.thread_id is not None:
        body += f',"thread":{_quoted(message.thread_id)}'
    if message.reply_to is not None:
        body += f',"reply_to":{_quoted(message.reply_to)}'
    if message.original is not None:
        body += f',"original":{_quoted(message.original)}'
    if message.permalink is not None:
        body += f',"permalink":{_quoted(message.permalink)}'
    if message.reactions:
        body += f',"reactions":{json.dumps([(r.name, r.count) for r in message.reactions])}'
    if message.files:
        body += f',"files":{json.dumps(message.files)}'
    return body + "}"
