"""Transcripts as JSON Lines: one conversation an object, `{"id", "channel"?, "messages": [...]}`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from core.errors import InputError
from core.models import Message, Person, Reaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file. `extra` holds the fields beside id, channel and messages, such as `claim`."""

    id: str
    messages: tuple[Message, ...]
    channel: str | None
    extra: dict[str, Any]


def rows(lines: Iterable[str], where: str) -> Iterator[Row]:
    """The rows of a file in order, blank lines passed over. Errors: `InputError` with file, line and field."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{where}, line {number}")


def _row(line: str, where: str) -> Row:
    try:
        data = json.loads(line)
    except ValueError as e:
        raise InputError(where, f"not JSON ({e})") from None
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object")
    messages = _field(data, "messages", list, where)
    parsed = tuple(_message(m, f"{where}, message {i}") for i, m in enumerate(messages, 1))
    if len({m.id for m in parsed}) < len(parsed):
        raise InputError(where, "two messages have the same id")
    extra = {k: v for k, v in data.items() if k not in ("id", "channel", "messages")}
    return Row(_field(data, "id", str, where), parsed, data.get("channel"), extra)


def _message(data: Any, where: str) -> Message:
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object")
    author = _field(data, "author", str, where)
    return Message(
        id=_field(data, "id", str, where),
        author=Person(author, author),
        text=_field(data, "text", str, where),
        sent_at=_time(data.get("sent_at"), where),
        thread_id=data.get("thread_id"),
        reply_to=data.get("reply_to"),
        reactions=tuple(Reaction(str(r["name"]), int(r["count"])) for r in data.get("reactions") or ()),
    )


def _field(data: dict[str, Any], name: str, kind: type[T], where: str) -> T:
    value = data.get(name)
    if not isinstance(value, kind):
        raise InputError(where, f"field '{name}' is {'missing' if value is None else 'of the wrong type'}")
    return value


def _time(value: Any, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(where, f"sent_at {value!r} is not an ISO 8601 time") from None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
