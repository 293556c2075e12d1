"""Days, spans and their ends in words, as windows in the requester's time zone."""

import re
from datetime import date, datetime, time, timedelta

from core.dates.names import add_months
from core.dates.when import parse_when
from core.errors import RequestError
from core.ports.messages import Window

WORDS_MAX = 6  # "the day before yesterday 14:30 CET" is as long as it gets
_RELATIVE = re.compile(r"\d\s*[a-z]|\bago\b|\b(?:an?|one|two|three|four|five|six|couple)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d:\d|\d\s*[ap]m\b|\d[T ]\d|\bnow\b|morning|noon|evening|night", re.IGNORECASE)
_OPEN = re.compile(r"(?:this\s+(?:week|month|year)|today)", re.IGNORECASE)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)


def moment(text: str, now: datetime) -> datetime | None:
    """The moment that the text names, None where it names none."""
    try:
        return parse_when(text, now)
    except RequestError:
        return None


def leading(words: list[str], now: datetime) -> tuple[int, datetime] | None:
    """The longest time that stands at the beginning: how many of the words, and the moment."""
    for count in range(min(len(words), WORDS_MAX), 0, -1):
        if found := moment(" ".join(words[:count]).strip(" ,.;?!"), now):
            return count, found
    return None


def named(text: str, start: datetime, now: datetime) -> Window:
    """What a time alone stands for: "yesterday" is that day, "last week" that week, "2h" the time since then."""
    if _CLOCK.search(text) or _OPEN.fullmatch(text) or _RELATIVE.search(_ORDINAL.sub("", text)):
        return Window(since=start)
    day = start.astimezone(now.tzinfo).date()
    return Window(start, datetime.combine(_after(text, day), time(), now.tzinfo).astimezone(start.tzinfo))


def _after(text: str, day: date) -> date:
    """The day on which what begins on this day is over."""
    if re.search(r"\bweek\b", text, re.IGNORECASE):
        return day + timedelta(weeks=1)
    if re.search(r"\bmonth\b", text, re.IGNORECASE):
        return add_months(day, 1)
    return add_months(day, 12) if re.search(r"\byear\b", text, re.IGNORECASE) else day + timedelta(days=1)
