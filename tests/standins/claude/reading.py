"""What a model makes of a request: messages by number, statements to work on, and the schema of the answer.

The messages are a JSON array: `[number, author, text]`, or `[number, author, text, answered number]`; a plain string is
the day and time from there on. It may stand among other text and be spread over content blocks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `name` is the author as the messages call people: `<PERSON_2>`."""

    number: int
    name: str
    text: str
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """`statements` have "text" and "sources", and "kind", "owner", "due" where given; `claims` are to be verified."""

    text: str
    title: str
    schema: Mapping[str, Any] | None
    said: tuple[Said, ...]
    statements: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]


def read(request: Mapping[str, Any]) -> Asked:
    text = _text(next(x["content"] for x in reversed(request["messages"]) if x["role"] == "user"))
    schema = _schema(request)
    items = [x for value in values(text) for x in _items(value)]
    return Asked(
        text,
        str((schema or {}).get("title", "")),
        schema,
        tuple(said for item in items if (said := message(item))),
        tuple(made for item in items if (made := _statement(item))),
        tuple(dict(x) for x in items if isinstance(x, Mapping) and "statement" in x and "messages" in x),
    )


def values(text: str) -> Iterator[Any]:
    """The JSON arrays and objects of a text, whatever stands between them."""
    decoder, at = json.JSONDecoder(), 0
    while opened := re.compile(r"[\[{]").search(text, at):
        try:
            value, at = decoder.raw_decode(text, opened.start())
            yield value
        except ValueError:
            at = opened.end()


def message(item: object) -> Said | None:
    match item:
        case [int(number), int() | str() as author, str(text), *rest] if len(rest) < 2:
            name = f"<PERSON_{author}>" if isinstance(author, int) else author
            return Said(number, name, text, rest[0] if rest and isinstance(rest[0], int) else None)
    return None


def _statement(item: Any) -> dict[str, Any] | None:
    match item:
        case [str(kind), str(text), [*sources], *rest]:
            more = {k: v for k, v in zip(("owner", "due"), rest, strict=False) if v}
            return {"kind": kind, "text": text, "sources": sources, **more}
        case {"text": str(), "sources": [*_]}:
            return {**item}
    return None


def _items(value: Any) -> Iterator[Any]:
    """What the arrays hold, also those within objects."""
    if isinstance(value, Mapping):
        if "text" in value and "sources" in value:
            yield value
        for part in value.values():
            yield from _items(part) if isinstance(part, list | Mapping) else ()
    elif message(value) or _statement(value):
        yield value
    else:
        for item in value:
            if message(item) or _statement(item) or (isinstance(item, Mapping) and "statement" in item):
                yield item
            elif isinstance(item, list | Mapping):
                yield from _items(item)


def _schema(request: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """That of the output format; where a server has none, the last one that the instructions hold."""
    if format := (request.get("output_config") or {}).get("format"):
        return dict(format["schema"])
    held = [x for x in values(_text(request.get("system") or "")) if isinstance(x, Mapping) and "properties" in x]
    return held[-1] if held else None


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(x["text"] for x in content if x["type"] == "text")
