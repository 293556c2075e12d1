"""Dates in words inside a sentence: each form people use, and the day it names when said on a given day."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from re import Match

from core.dates.names import MONTH, NUMBER, WEEKDAY, add_months, calendar_date, month, number, weekday

FRIDAY = 4
# A day and month without a year that would be later than this was rather a past one: nobody plans 10 months ahead so.
FORESIGHT = timedelta(days=270)

_Resolver = Callable[[Match[str], datetime | None], date | None]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Where a date stands in a text and the day it names, None where that cannot be told.

    `kind` is the form: "weekday", "relative", "period", ... (the keys of `_FORMS`).
    """

    kind: str
    start: int
    end: int
    day: date | None


def expressions(text: str, said: datetime | None) -> Iterator[DateExpression]:
    """The date expressions of a text in order; words such as "Friday" need the time of saying."""
    for match in _ANY.finditer(text):
        kind = match.lastgroup or ""
        try:
            day = _FORMS[kind][1](match, said)
        except (OverflowError, ValueError):  # in 9999 months
            day = None
        yield DateExpression(kind, match.start(), match.end(), day)


def _iso(match: Match[str], said: datetime | None) -> date | None:
    year, month_, day = map(int, match["iso"].split("-"))
    return calendar_date(year, month_, day)


def _named(match: Match[str], said: datetime | None) -> date | None:
    """'March 3', '3 March 2025'."""
    text = match[0]
    name, digits = re.findall(MONTH, text, re.IGNORECASE)[0], re.findall(r"\d+", text)
    return _in_year(digits[1] if len(digits) > 1 else None, month(name), int(digits[0]), said)


def _numeric(match: Match[str], said: datetime | None) -> date | None:
    """'25/12', '12/25/2025', '25.12.2025'; None where day and month could be swapped."""
    first, second, *rest = re.split(r"[/.]", match[0])
    a, b = int(first), int(second)
    if "." in match[0] or a > 12 or a == b:
        day, month_ = a, b
    elif b > 12:
        day, month_ = b, a
    else:
        return None
    year = rest[0] if rest else None
    return _in_year(f"20{year}" if year and len(year) == 2 else year, month_, day, said)


def _in_year(year: str | None, month_: int, day: int, said: datetime | None) -> date | None:
    if year:
        return calendar_date(int(year), month_, day)
    if not said:
        return None
    today = said.date()
    days = (calendar_date(y, month_, day) for y in (today.year, today.year + 1))
    found = next((d for d in days if d and d >= today), None)
    return found if found and found - today <= FORESIGHT else None


def _ordinal(match: Match[str], said: datetime | None) -> date | None:
    """'the 14th': the next one."""
    if not said:
        return None
    day, this = int(re.findall(r"\d+", match[0])[0]), said.date().replace(day=1)
    days = (calendar_date(m.year, m.month, day) for m in (this, add_months(this, 1)))
    return next((d for d in days if d and d >= said.date()), None)


def _weekday(match: Match[str], said: datetime | None) -> date | None:
    """'Friday' and 'this Friday': the coming one. 'Next Friday' and 'Friday next week': in the week from next Monday.

    A bare 'Friday' said on a Friday may mean either: None.
    """
    if not said:
        return None
    text, today = match[0].lower(), said.date()
    wanted = weekday(re.findall(WEEKDAY, text)[0])
    if "next" in text:
        return today + timedelta(days=7 - today.weekday() + wanted)
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead) if ahead or "this" in text else None


def _relative(match: Match[str], said: datetime | None) -> date | None:
    text = match[0].lower()
    days = 2 if "after" in text else 1 if text.startswith(("tom", "tmr")) else 0
    return said.date() + timedelta(days=days) if said else None


def _period_end(match: Match[str], said: datetime | None) -> date | None:
    """'EOD', 'end of the week' (its Friday), 'end of next month', 'end of March'."""
    if not said:
        return None
    text, today = match[0].lower(), said.date()
    later = 1 if "next" in text else 0
    if "eow" in text or "week" in text:
        return (
            today + timedelta(days=FRIDAY - today.weekday() + 7 * later) if today.weekday() <= FRIDAY or later else None
        )
    if "eoy" in text or "year" in text:
        return date(today.year + later, 12, 31)
    if named := re.search(rf"of\s+({MONTH})", text):
        ahead = (month(named[1]) - today.month) % 12
        return _last_of(add_months(today, ahead))
    return _last_of(add_months(today, later)) if "eom" in text or "month" in text else today


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _ahead(match: Match[str], said: datetime | None) -> date | None:
    """'In two weeks', 'within 3 days', 'two days from now'."""
    found = re.search(rf"({NUMBER})\s+(\w)(\w)", match[0], re.IGNORECASE)
    if not found or not said:
        return None
    amount, unit = number(found[1]), found[2].lower()
    if unit == "m" and found[3].lower() == "o":
        return add_months(said.date(), amount) if amount <= 24 else None
    name = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}[unit]
    return (said + timedelta(**{name: amount})).date()


_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:19|20)\d\d\b)?"
_UNITS = r"(?:minutes?|mins?|hours?|days?|weeks?|months?)\b(?:['’]s?\s+time\b)?"
_PERIOD = r"(?:the\s+|this\s+|next\s+)?(?:business\s+|working\s+)?(?:day|week|month|year)\b"
_AFTER_ORDINAL = r"(?=\s*(?:[.,;:!?)\]]|$|(?:so|and|at|to|if|in|for|or|please|of\s+(?:this|the)\s+month)\b))"
_FORMS: dict[str, tuple[str, _Resolver]] = {
    "iso": (r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])", _iso),
    "named": (rf"\b(?:{_DAY}\s+(?:of\s+)?{MONTH}{_YEAR}|{MONTH}\s*{_DAY}\b(?!:){_YEAR})", _named),
    "numeric": (r"(?<![\d./-])(?:\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?|\d{1,2}\.\d{1,2}\.20\d\d)(?![\d/%-])", _numeric),
    "ordinal": (rf"\bthe\s+\d{{1,2}}(?:st|nd|rd|th)\b{_AFTER_ORDINAL}", _ordinal),
    "relative": (
        r"\b(?:the\s+day\s+after\s+tomorrow|tomorr?ow|tmrw|today|tonight|this\s+(?:morning|afternoon|evening))\b",
        _relative,
    ),
    "period": (
        rf"\b(?:eod|cob|eow|eom|eoy|close\s+of\s+business|(?:the\s+)?end\s+of\s+(?:{_PERIOD}|{MONTH}))\b",
        _period_end,
    ),
    "weekday": (
        rf"\b(?:next\s+week\s+(?:on\s+)?|(?:this|next)\s+(?:coming\s+)?)?{WEEKDAY}(?:\s+next\s+week\b)?",
        _weekday,
    ),
    "ahead": (rf"\b(?:(?:with)?in\s+{NUMBER}\s+{_UNITS}|{NUMBER}\s+{_UNITS}\s+from\s+(?:now|today)\b)", _ahead),
}
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _FORMS.items()), re.IGNORECASE)
