"""What a model may answer: JSON schemas, whose titles name the kind of answer."""

from collections.abc import Mapping
from typing import Any

KINDS = ("gist", "decision", "action", "question", "point")

_STATEMENT = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": list(KINDS)},
        "text": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "integer"}},
        "owner": {"type": "string"},
        "due": {"type": "string", "format": "date"},
    },
    "required": ["kind", "text", "sources"],
    "additionalProperties": False,
}


def statements(title: str) -> Mapping[str, Any]:
    """A list of statements; `title` is "summary", "repair" or "merge"."""
    return {
        "title": title,
        "type": "object",
        "properties": {"statements": {"type": "array", "items": _STATEMENT}},
        "required": ["statements"],
        "additionalProperties": False,
    }
