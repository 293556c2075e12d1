"""When somebody wants to be reminded: "tomorrow", "monday", "in 2 hours", "march 3", as a moment in their zone."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from core.dates.expressions import expressions
from core.dates.names import NUMBER, WEEKDAYS, number, weekday
from core.errors import RequestError

HOUR = time(9)  # where only a day is given
_SPAN = re.compile(rf"(?:in\s+)?({NUMBER})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:at\s+)?(\d{1,2})(?::(\d\d)\s*([ap]m)?|\s*([ap]m))$", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def remind_at(text: str, now: datetime, zone: tzinfo, hour: time = HOUR) -> datetime:
    """The moment meant, in UTC, always later than now; a day alone is at the `hour` of that day.

    Errors: `RequestError` where the text names no moment, or one that is over.
    """
    words, here = " ".join(text.split()).lower().removeprefix("on "), now.astimezone(zone)
    try:
        found = _span(words, here, hour) or _day_and_time(words, here, hour)
    except (ValueError, OverflowError):  # 25:00, in 10^9 days
        found = None
    if found is None:
        raise RequestError(f'"{text}" is no time I know: try "tomorrow", "monday", "in 2 hours" or "march 3"')
    if found <= now:
        raise RequestError(f'"{text}" is over: pick a later time.')
    return found.astimezone(UTC)


def _span(text: str, here: datetime, hour: time) -> datetime | None:
    """Hours are counted on the clock of the world, days on the calendar."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    amount, unit = number(match[1]), _UNITS[match[2][0].lower()]
    if unit in ("minutes", "hours"):
        return here.astimezone(UTC) + timedelta(**{unit: amount})
    return datetime.combine(here.date() + timedelta(**{unit: amount}), hour, here.tzinfo)


def _day_and_time(text: str, here: datetime, hour: time) -> datetime | None:
    day_text, clock = _split(text)
    if clock and not day_text:
        today = datetime.combine(here.date(), clock, here.tzinfo)
        return today if today > here else datetime.combine(here.date() + timedelta(days=1), clock, here.tzinfo)
    if day_text == "next week":
        day_text = "monday"
    if day_text.rstrip(".") in WEEKDAYS:  # said on a Monday, "monday" is the next one
        ahead = (weekday(day_text) - here.weekday()) % 7 or 7
        return datetime.combine(here.date() + timedelta(days=ahead), clock or hour, here.tzinfo)
    days = {x.day for x in expressions(day_text, here) if x.start == 0 and x.end == len(day_text)}
    day = days.pop() if len(days) == 1 else None
    return datetime.combine(day, clock or hour, here.tzinfo) if day else None


def _split(text: str) -> tuple[str, time | None]:
    """The text before a time at its end, and that time."""
    match = _CLOCK.search(text)
    if match is None:
        return text, None
    half = (match[3] or match[4] or "").lower()
    hour = int(match[1])
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return text[: match.start()].rstrip(" ,"), time(hour, int(match[2] or 0))
