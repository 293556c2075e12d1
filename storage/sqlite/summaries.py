"""A summary as JSON, for what is kept of one."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from core.models import Coverage, LeftOut, Person
from core.summary import ActionItem, Decision, Discussed, Point, Statement, Summary


def to_json(summary: Summary) -> dict[str, Any]:
    """Times and days as ISO texts; everything else as JSON has it."""
    return {name: _plain(value) for name, value in asdict(summary).items()}


def from_json(kept: dict[str, Any]) -> Summary:
    """What `to_json` was given."""
    return Summary(
        **{
            **kept,
            "overview_sources": tuple(kept["overview_sources"]),
            "points": tuple(Point(**_said(s)) for s in kept["points"]),
            "decisions": tuple(Decision(**_said(s)) for s in kept["decisions"]),
            "action_items": tuple(_action_item(s) for s in kept["action_items"]),
            "open_questions": tuple(Statement(**_said(s)) for s in kept["open_questions"]),
            "coverage": _coverage(kept["coverage"]),
            "conversations": tuple(Discussed(c["topic"], tuple(c["messages"])) for c in kept["conversations"]),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


def _said(statement: dict[str, Any]) -> dict[str, Any]:
    return {**statement, "sources": tuple(statement["sources"])}


def _action_item(kept: dict[str, Any]) -> ActionItem:
    owner, due = kept["owner"], kept["due"]
    due_date, person = due and date.fromisoformat(due), owner and Person(**owner)
    return ActionItem(**{**_said(kept), "owner": person, "due": due_date})


def _coverage(kept: dict[str, Any]) -> Coverage:
    times = {name: kept[name] and datetime.fromisoformat(kept[name]) for name in ("start", "end", "unread_before")}
    return Coverage(**{**kept, **times, "left_out": tuple(LeftOut(**x) for x in kept["left_out"])})
