"""Summaries as JSON objects: the contract of `recap summarize --json`."""

from typing import Any

from core.models import Coverage
from core.summary import ActionItem, Decision, Point, Statement, Summary


def summary_to_json(summary: Summary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "overview": summary.overview,
        "overview_sources": list(summary.overview_sources),
        "points": [_statement(p) for p in summary.points],
        "decisions": [_statement(d) for d in summary.decisions],
        "action_items": [_statement(a) for a in summary.action_items],
        "open_questions": [_statement(q) for q in summary.open_questions],
        "coverage": _coverage(summary.coverage),
        "engine": summary.engine,
        "checks": dict(summary.checks),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    out: dict[str, Any] = {"text": statement.text}
    if isinstance(statement, Point) and statement.topic:
        out["topic"] = statement.topic
    if isinstance(statement, ActionItem):
        out["owner"] = statement.owner.name if statement.owner else None
        out["due"] = statement.due.isoformat() if statement.due else None
    out["sources"] = list(statement.sources)
    if statement.unconfirmed:
        out["unconfirmed"] = True
    if isinstance(statement, Decision | ActionItem):
        out["explicit"] = statement.explicit
    if isinstance(statement, Decision) and statement.changed_by:
        out["changed_by"] = list(statement.changed_by)
    return out


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "messages": coverage.messages,
        "read": coverage.read,
        "left_out": [{"reason": x.reason, "count": x.count} for x in coverage.left_out],
        "from": coverage.start.isoformat() if coverage.start else None,
        "to": coverage.end.isoformat() if coverage.end else None,
        "unread_before": coverage.unread_before.isoformat() if coverage.unread_before else None,
    }
