"""What remains of a model's answer about one part: statements that passed the checks, and what did not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.models import Person
from core.summary import ActionItem, Decision, Point, Statement

GIST, DECISION, ACTION, QUESTION, POINT = "gist", "decision", "action", "question", "point"


@dataclass(frozen=True, slots=True)
class Kept:
    """A checked statement, with names in place of placeholders; `kind` as the model named it."""

    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """`kept` stand in the model's order.

    `stated` counts what the model said, `failed` what of it is left out, `repaired` what passed at the second attempt;
    `verified` says whether the large model has read it too, `broken_off` in words why the answer ended early. `cost` is
    in US dollars; `ahead`: a digest had it made before its hour, so that it is the digest's cost. `models` are those
    that have answered. `talks` are the conversations of the part, as ids of messages.
    """

    kept: tuple[Kept, ...] = ()
    stated: int = 0
    failed: int = 0
    repaired: int = 0
    verified: bool = False
    cost: float = 0.0
    ahead: bool = False
    models: tuple[str, ...] = ()
    broken_off: str | None = None
    talks: tuple[tuple[str, ...], ...] = ()


def typed(
    kind: str, text: str, sources: tuple[str, ...], unconfirmed: bool, owner: Person | None, due: date | None
) -> Statement:
    """The statement as a reader's summary has it."""
    if kind == DECISION:
        return Decision(text, sources, unconfirmed=unconfirmed)
    if kind == ACTION:
        return ActionItem(text, sources, owner, due, unconfirmed=unconfirmed)
    if kind == QUESTION:
        return Statement(text, sources, unconfirmed=unconfirmed)
    return Point(text, sources, unconfirmed=unconfirmed)


def to_json(answer: PartAnswer) -> str:
    """For the cache: only whole answers are kept there."""
    counts = [answer.stated, answer.failed, answer.repaired, answer.verified, answer.cost, answer.models]
    return json.dumps([*counts, [_row(k) for k in answer.kept], answer.talks, answer.ahead], ensure_ascii=False)


def from_json(text: str) -> PartAnswer:
    stated, failed, repaired, verified, cost, models, rows, *later = json.loads(text)
    talks, ahead = [*later, [], False][:2]  # an earlier version kept neither
    kept, of = tuple(map(_kept, rows)), tuple(map(tuple, talks))
    return PartAnswer(kept, stated, failed, repaired, verified, cost, bool(ahead), tuple(models), talks=of)


def _row(kept: Kept) -> Mapping[str, Any]:
    s = kept.statement
    row: dict[str, Any] = {"kind": kept.kind, "text": s.text, "sources": s.sources, "unconfirmed": s.unconfirmed}
    if isinstance(s, ActionItem):
        row |= {"owner": [s.owner.id, s.owner.name] if s.owner else None, "due": s.due.isoformat() if s.due else None}
    return row


def _kept(row: Mapping[str, Any]) -> Kept:
    owner, due = row.get("owner"), row.get("due")
    statement = typed(
        row["kind"],
        row["text"],
        tuple(row["sources"]),
        row["unconfirmed"],
        Person(*owner) if owner else None,
        date.fromisoformat(due) if due else None,
    )
    return Kept(row["kind"], statement)
