"""A summary as text that can be kept, and back: what caches, drafts and posts hold. It loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from core.models import Coverage, LeftOut, Person
from core.summary import ActionItem, Decision, Discussed, Point, Statement, Summary

_Json = Mapping[str, Any]


def to_text(summary: Summary) -> str:
    """A JSON object. Values of `checks` come back as JSON has them: tuples as lists."""
    return json.dumps(asdict(summary), default=time_to_json)


def from_text(text: str) -> Summary:
    """Errors: `ValueError`, `KeyError` or `TypeError` for what `to_text` did not write."""
    kept: dict[str, Any] = json.loads(text)
    return Summary(
        **kept
        | {
            "overview_sources": tuple(kept["overview_sources"]),
            "points": tuple(Point(**_statement(s)) for s in kept["points"]),
            "decisions": tuple(_decision(s) for s in kept["decisions"]),
            "action_items": tuple(_action_item(s) for s in kept["action_items"]),
            "open_questions": tuple(Statement(**_statement(s)) for s in kept["open_questions"]),
            "coverage": _coverage(kept["coverage"]),
            "conversations": tuple(Discussed(d["topic"], tuple(d["messages"])) for d in kept["conversations"]),
        }
    )


def statement_to_json(statement: Statement) -> _Json:
    """Without what only some kinds have."""
    return {"text": statement.text, "sources": statement.sources, "unconfirmed": statement.unconfirmed}


def statement_from_json(kept: _Json) -> Statement:
    return Statement(**_statement(kept))


def time_to_json(value: object) -> str:
    """A date or a moment, for `json.dumps`."""
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _statement(kept: _Json) -> dict[str, Any]:
    return {**kept, "sources": tuple(kept["sources"])}


def _decision(kept: _Json) -> Decision:
    return Decision(**_statement(kept) | {"changed_by": tuple(kept.get("changed_by", ()))})


def _action_item(kept: _Json) -> ActionItem:
    owner, due = kept["owner"], kept["due"]
    read = {"owner": Person(**owner) if owner else None, "due": date.fromisoformat(due) if due else None}
    return ActionItem(**_statement(kept) | read)


def _coverage(kept: _Json) -> Coverage:
    times = {end: datetime.fromisoformat(kept[end]) if kept[end] else None for end in ("start", "end", "unread_before")}
    return Coverage(**{**kept, "left_out": tuple(LeftOut(**x) for x in kept["left_out"]), **times})
