"""Transcripts as JSON Lines: one conversation an object, `{"id", "channel"?, "messages": [...]}`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from adapters.exports.export import Export
from adapters.exports.files import opened
from adapters.text import readable
from core.errors import InputError
from core.models import Channel, Message, Person, Reaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file. `extra` holds the fields beside id, channel and messages, such as `claim`."""

    id: str
    messages: tuple[Message, ...]
    channel: str | None
    extra: dict[str, Any]


class JsonlExport(Export):
    """JSON Lines to be imported: each line becomes a channel with the line's id, since message ids are its own."""

    platform = "jsonl"

    def messages(self) -> Iterator[tuple[Channel, Message]]:
        authors: set[str] = set()
        for name in self.files.sizes:
            with opened(self.files, name) as file:
                for row in rows(self._lines(file), self.files.where(name)):
                    authors.update(m.author.name for m in row.messages)
                    self.tally.users = len(authors)
                    self.tally.threads += len({m.thread_id for m in row.messages if m.thread_id})
                    self.tally.replies += sum(bool(m.reply_to) or m.thread_id not in (None, m.id) for m in row.messages)
                    yield from self._row(row, self.files.where(name))
            if not self.files.read:  # a file is known to be empty before it is read, standard input is not
                raise InputError(self.files.where(name), "nothing came")

    def _row(self, row: Row, where: str) -> Iterator[tuple[Channel, Message]]:
        name = readable(row.channel or row.id)
        channel = Channel("jsonl", self.workspace or self.files.name, readable(row.id), name)
        for message in row.messages:
            try:
                new = self.tally.message(channel, message)
            except ValueError:
                raise InputError(where, f"row {name}: an id has half a character") from None
            if new:
                yield channel, message

    def _lines(self, file: Iterable[bytes]) -> Iterator[bytes]:
        for line in file:
            self.files.read += len(line)
            yield line


def rows(lines: Iterable[str | bytes], where: str) -> Iterator[Row]:
    """The rows of a file in order, blank lines passed over. Errors: `InputError` with file, line and field."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{where}, line {number}")


def _row(line: str | bytes, where: str) -> Row:
    try:
        data = json.loads(line if isinstance(line, str) else line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(where, "not UTF-8 text") from None
    except RecursionError:
        raise InputError(where, "nested too deeply") from None
    except ValueError as e:
        raise InputError(where, f"not JSON ({e})") from None
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object")
    messages = _field(data, "messages", list, where)
    parsed = tuple(_message(m, f"{where}, message {i}") for i, m in enumerate(messages, 1))
    if len({m.id for m in parsed}) < len(parsed):
        raise InputError(where, "two messages have the same id")
    extra = {k: v for k, v in data.items() if k not in ("id", "channel", "messages")}
    return Row(_field(data, "id", str, where), parsed, _maybe(data, "channel", where), extra)


def _message(data: Any, where: str) -> Message:
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object")
    author = readable(_field(data, "author", str, where))
    return Message(
        id=_field(data, "id", str, where),
        author=Person(author, author),
        text=readable(_field(data, "text", str, where)),
        sent_at=_time(data.get("sent_at"), where),
        thread_id=_maybe(data, "thread_id", where),
        reply_to=_maybe(data, "reply_to", where),
        reactions=_reactions(data.get("reactions"), where),
    )


def _field(data: dict[str, Any], name: str, kind: type[T], where: str) -> T:
    value = data.get(name)
    if not isinstance(value, kind):
        raise InputError(where, f"field '{name}' is {'missing' if value is None else 'of the wrong type'}")
    return value


def _maybe(data: dict[str, Any], name: str, where: str) -> str | None:
    """A text that may be missing or null."""
    return None if data.get(name) is None else _field(data, name, str, where)


def _reactions(value: Any, where: str) -> tuple[Reaction, ...]:
    try:
        return tuple(Reaction(str(r["name"]), int(r["count"])) for r in value or ())
    except (KeyError, TypeError, ValueError):
        raise InputError(where, "reactions are not a list of objects with name and count") from None


def _time(value: Any, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        raise InputError(where, f"sent_at {value!r} is not an ISO 8601 time") from None
