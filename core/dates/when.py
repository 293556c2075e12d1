"""Moments as people type them after --since and --until: "2024-05-01", "2 days ago", "monday", "yesterday 14:30"."""

import re
from datetime import UTC, date, datetime, time, timedelta

from core.dates.names import MONTH, NUMBER, WEEKDAY, add_months, calendar_date, month, number, weekday
from core.errors import RequestError

_UNIT = r"(months?|years?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|[mhdw])(?![a-z])"
_SPAN = re.compile(rf"({NUMBER}|\d{{1,4}})\s*{_UNIT}", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(?<=\s)|^)(?:at\s+)?(\d{1,2})(?::(\d\d)(?::(\d\d))?)?\s*([ap]m)?$", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"({MONTH})\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH})(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(last\s+)?({WEEKDAY})", re.IGNORECASE)
_PART_STARTS = {"morning": time(6), "noon": time(12), "afternoon": time(12), "evening": time(18), "night": time(18)}
_PART = re.compile(r"(?:(?<=\s)|^)(?:at\s+)?(" + "|".join(_PART_STARTS) + r")$", re.IGNORECASE)


def parse_when(text: str, now: datetime) -> datetime:
    """The moment meant, in UTC. `now` is aware; days begin and clocks run in its time zone.

    A day alone is its first moment. A time alone, a weekday, and a day without a year are the most recent ones.
    Errors: `RequestError` where the text names no moment.
    """
    try:
        found = _moment(" ".join(text.split()).removeprefix("on "), now)
    except (ValueError, OverflowError):  # 25:00, the year 0, 10^9 days ago
        found = None
    if found is None:
        raise RequestError(
            f'"{text}" is no time I know: try "2024-05-01", "14:30", "2 days ago", "monday" or "march 3"'
        )
    return found.astimezone(UTC)


def _moment(text: str, now: datetime) -> datetime | None:
    if text.lower() == "now":
        return now
    return _iso(text, now) or _span(text, now) or _day_and_time(text, now)


def _iso(text: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _span(text: str, now: datetime) -> datetime | None:
    """'2 days ago', '2h', '1h 30m', 'last 2 days', 'a week ago'."""
    spans = _SPAN.findall(text)
    rest = _SPAN.sub("", text).strip().lower()
    if not spans or rest not in ("", "ago", "last", "past", "the last", "the past", "and"):
        return None
    for amount, unit in spans:
        now = _back(now, number(amount), unit.lower())
    return now


def _back(now: datetime, amount: int, unit: str) -> datetime:
    if unit.startswith(("month", "year")):
        day = add_months(now.date(), -amount * (12 if unit.startswith("y") else 1))
        return datetime.combine(day, now.timetz())
    name = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}[unit[0]]
    return (now.astimezone(UTC) - timedelta(**{name: amount})).astimezone(now.tzinfo)


def _day_and_time(text: str, now: datetime) -> datetime | None:
    """A day, a time, or both: 'yesterday', '2pm', 'monday 14:30', 'this morning'."""
    day_text, clock = _split_clock(text)
    if clock and not day_text:
        moment = datetime.combine(now.date(), clock, now.tzinfo)
        return moment if moment <= now else datetime.combine(now.date() - timedelta(days=1), clock, now.tzinfo)
    day = _day(day_text, now.date())
    return datetime.combine(day, clock or time(), now.tzinfo) if day else None


def _split_clock(text: str) -> tuple[str, time | None]:
    """The text before a time at its end, and that time."""
    if part := _PART.search(text):
        before = text[: part.start()].strip()
        before = {"this": "today", "last": "yesterday"}.get(before.lower(), before)
        return before, _PART_STARTS[part[1].lower()]
    clock = _CLOCK.search(text)
    if not clock or not (clock[2] or clock[4]):  # a lone number is the day of "march 3"
        return text, None
    hour = int(clock[1])
    if clock[4]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock[4].lower() == "pm" else 0)
    return text[: clock.start()].rstrip(", "), time(hour, int(clock[2] or 0), int(clock[3] or 0))


def _day(text: str, today: date) -> date | None:
    lowered = text.lower()
    monday = today - timedelta(days=today.weekday())
    known = {
        "today": today,
        "midnight": today,
        "yesterday": today - timedelta(days=1),
        "the day before yesterday": today - timedelta(days=2),
        "tomorrow": today + timedelta(days=1),
        "this week": monday,
        "last week": monday - timedelta(weeks=1),
        "this month": today.replace(day=1),
        "last month": add_months(today.replace(day=1), -1),
        "this year": today.replace(month=1, day=1),
        "last year": date(today.year - 1, 1, 1),
    }
    if re.match(r"\d{4}-", text):
        return date.fromisoformat(text)
    return known.get(lowered) or _weekday(text, today) or _month_day(text, today)


def _weekday(text: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(text)
    if not found:
        return None
    back = (today.weekday() - weekday(found[2])) % 7
    return today - timedelta(days=back or (7 if found[1] else 0))


def _month_day(text: str, today: date) -> date | None:
    if first := _MONTH_FIRST.fullmatch(text):
        name, day, year = first.groups()
    elif first := _DAY_FIRST.fullmatch(text):
        day, name, year = first.groups()
    else:
        return None
    if year:
        return calendar_date(int(year), month(name), int(day))
    years = (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4)  # 29 February
    days = (calendar_date(y, month(name), int(day)) for y in years)
    return next((d for d in days if d and d <= today), None)
