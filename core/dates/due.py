"""Due dates in the words of a task: "by Friday", "EOD", "in two weeks". A date that is only mentioned is none."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from core.dates.expressions import DateExpression, expressions

HOURS = 24
_CLOCK = r"(?:noon|midnight|lunch|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
_WITHIN_DAY = rf"(?:(?:the\s+)?(?:(?:end|close|morning|evening)\s+of|{_CLOCK})\s+(?:on\s+|of\s+)?)?"
# "Before the release on Friday" is due as "before Friday" is.
_EVENT = r"(?:(?:the|our|your|my|we|i)\s+(?:[\w-]+\s+){0,3}?(?:on\s+)?)?"
_BY = (
    r"(?:by|no\s+later\s+than|latest|due(?:\s+date)?(?:\s+(?:is|by|on))?|deadline(?:\s+(?:is|of|by))?)"
    r"(?:\s*[:=-]\s*|\s+)(?:or\s+before\s+|around\s+|about\s+|the\s+)?"
)
_BEFORE = rf"(?:before|until|till?|(?:in\s+time|ready|done|finished)\s+(?:for|on))\s+{_EVENT}"
_DEADLINE = re.compile(rf"(?<!not\s)(?<!n't\s)\b(?:{_BY}|{_BEFORE}){_WITHIN_DAY}$", re.IGNORECASE)
# "Out until Monday", "don't merge until Monday": the day before which nothing is due.
_BEGINNING = re.compile(
    r"\b(?:out|away|off|ooo|leave|vacation|holidays?|closed|unavailable|wait\w*|open|valid|back)\s+until\b"
    r"|(?:\bnot|\bnever|\bcannot|n['’]t)\b[^.;,]*\buntil\b",
    re.IGNORECASE,
)

# What stands before a date that is only mentioned.
_MENTION = re.compile(
    r"\b(?:from|since|last|of|every|each|than|after|for|between|to|about|until|before|till|and|or|through)\s+(?:the\s+)?$"
    r"|\b(?:meeting|call|session|talk|conference|event|release|standup|sync|demo|party)\s+(?:on\s+|is\s+|)$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!get\s)(?<!have\s)(?<!be\s)(?<!it\s)(?<!them\s)\b(?:was|were|had|did|sent|met|said|saw|went|came|wrote|got|"
    r"made|found|broke|\w{2,}[^\We]ed)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:which|who|because|when|as|if|where|while|after|that\s+(?:we|you|they|he|she|it|the|was|were|is|are|\w+(?:ed|s)))\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"[.;!?,()]\s+|[()]|\s[-–—]\s")
_ON = re.compile(r"\bon\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"\s*(?:[.,;!?)\]]|$|at\b|morning|afternoon|evening|night|please|latest)", re.IGNORECASE)
_TODAY_BY = re.compile(
    r"\b(?:by|before|until)\s+(?:(noon)|(\d{1,2})(?::\d\d)?\s*([ap])\.?m\b|(\d{1,2}):\d\d\b)", re.IGNORECASE
)


def find_due(text: str, said: datetime | None) -> date | None:
    """The day by which the task in `text` is due; None where the text gives none, or more than one.

    `said` is when it was said: without it only full dates are resolved. Days are those of `said`'s time zone.
    """
    found = _joined(text, expressions(text, said))
    days = {x.day for x in found if _is_deadline(text, x)} or {x.day for x in found if _is_plan(text, x)}
    if not days and not found:
        return _later_today(text, said)
    return days.pop() if len(days) == 1 else None


def _joined(text: str, found: Iterable[DateExpression]) -> list[DateExpression]:
    """'EOD Friday' and 'Friday, March 3' are one date, 'Monday or Tuesday' is none."""
    out: list[DateExpression] = []
    for x in found:
        between = text[out[-1].end : x.start].lower() if out else None
        if between is not None and re.fullmatch(r"[\s,(]*(?:on\s+|of\s+)?(?:the\s+)?", between):
            exact = max(out[-1], x, key=_exactness)
            out[-1] = replace(exact, start=out[-1].start, end=x.end)
        elif between is not None and re.fullmatch(r"\s*(?:or|/|-|–|to|and)\s*", between):
            out[-1] = replace(out[-1], end=x.end, day=None)
        else:
            out.append(x)
    return out


def _exactness(x: DateExpression) -> int:
    return {"period": 0, "weekday": 1, "relative": 2}.get(x.kind, 3)


def _is_deadline(text: str, x: DateExpression) -> bool:
    before = text[: x.start]
    return bool(_DEADLINE.search(before)) and not _BEGINNING.search(before)


def _is_plan(text: str, x: DateExpression) -> bool:
    """Whether a date without a word such as "by" is still the task's own: "I'll do it tomorrow", "on March 3"."""
    before, after = text[: x.start], text[x.end :]
    clause = _CLAUSE_START.split(before)[-1]
    if after.startswith(("'", "’")) or _MENTION.search(before) or _PAST.search(clause) or _SUBORDINATE.search(clause):
        return False
    if x.kind == "numeric":
        return bool(_ON.search(before))
    if x.kind in ("relative", "ahead") or (x.kind == "period" and " " not in text[x.start : x.end]):
        return True
    return bool(_ON.search(before) or not clause.strip() or re.search(r"\bat\s+$", before)) or (
        bool(_CLAUSE_END.match(after)) and not before.endswith(("the ", "a ", "an "))
    )


def _later_today(text: str, said: datetime | None) -> date | None:
    """'By 5pm' is today where that is still to come."""
    clock = _TODAY_BY.search(text)
    if not clock or not said:
        return None
    if clock[1]:
        hour = 12
    elif clock[4]:
        hour = int(clock[4])
    else:
        hour = int(clock[2]) % 12 + (12 if clock[3].lower() == "p" else 0)
    return said.date() if said.hour < hour < HOURS else None
