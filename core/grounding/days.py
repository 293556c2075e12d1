"""Days and times of a text, comparable however they are written: "Friday", "March 7", "2025-03-07", "5pm", "17:00"."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.dates.expressions import expressions
from core.dates.names import MONTH, MONTHS, WEEKDAY, calendar_date, month, weekday
from core.grounding import abroad
from core.models import Message

_FULL = {name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")} - {"march", "may"}
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})", re.IGNORECASE)
# "May" and "March" are other words too: months only where "in May" says so.
_NAMED = "|".join(n.title() for n in sorted(_FULL))
_MONTH = re.compile(rf"\b(?:{_NAMED})\b|(?<=\b(?:[Ii]n|[Bb]y|of) )(?:March|May)\b(?!\s+\d{{1,2}}\b)")
_RELATIVE = re.compile(r"\b(yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
_AGO = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_CLOCK = re.compile(
    r"(?<![\d.:,])(?:(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<h>[01]?\d"
    r"|2[0-3]):(?P<m>[0-5]\d))"
    r"|\b(?P<word>noon|midnight)\b",
    re.IGNORECASE,
)
# Whoever writes so means the day on which they write.
_TODAY = re.compile(
    r"\b(?:today|tonight|now|just|this (?:morning|afternoon|evening|week)|e\.?o\.?d|cob|asap|immediately|right away"
    r"|later|soon"
    r"|(?:end|close) of (?:the )?(?:day|business)|(?:by|before|after|until|at) (?:lunch|noon|midnight|\d)|in (?:an?"
    r"|\w+) (?:hours?|minutes?|days?|weeks?))\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(?:On )?(?P<day>\w+)(?:,| (?:morning|afternoon|evening),)")  # "On Monday, Ana asked ..."
_EXACT = ("iso", "named", "numeric", "ahead", "ordinal")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day or a time as it stands in a text; `day` where it could be resolved.

    `key` is the same for every way to write it: "weekday 4", "day 3-7", "month 3", "clock 17:00", "tomorrow".
    """

    text: str
    key: str
    day: date | None = None


def mentions(text: str, said: datetime | None) -> Iterator[Mention]:
    """All days and times of a text; `said` resolves "tomorrow" and "Friday"."""
    for found in expressions(text, said):
        words = text[found.start : found.end]
        if found.kind in _EXACT:
            yield Mention(words, _key(words, found.kind), found.day)
    yield from _weekdays(text, said)
    for name in _MONTH.findall(text):
        yield Mention(name, f"month {month(name)}")
    for word in _RELATIVE.findall(text):
        yield Mention(word, word.lower(), said.date() + timedelta(days=_AGO[word.lower()]) if said else None)
    yield from _clocks(text)
    yield from _abroad(text, said)


def known(messages: Sequence[Message]) -> set[str | date]:
    """Every key and day that messages give; that on which one was sent only where it speaks of it."""
    # Read as one text for the keys: a date may be cut in two by the end of a message.
    out: set[str | date] = {m.key for m in mentions(" ".join(m.text for m in messages), None)}
    for message in messages:
        if message.sent_at:
            days = {m.day for m in mentions(message.text, message.sent_at) if m.day}
            days |= {message.sent_at.date()} if _TODAY.search(message.text) else set()
            for day in days:
                out |= {day, f"weekday {day.weekday()}", f"day {day.month}-{day.day}"}
    return out


def unknown(text: str, given: Collection[str | date], times: Collection[datetime]) -> list[str]:
    """The days and times of a text that are not `given` (see `known`), as they stand in it.

    `times` are those of the messages: what is "tomorrow" in one text may be "Friday" in the other.
    """
    missing = dict.fromkeys(m.text for m in mentions(text, None) if m.key not in given)
    if missing:
        resolved = {m.text for at in times for m in mentions(text, at) if m.day in given}
        if head := _HEADED.match(text):
            resolved |= {head["day"]} & {f"{at:%A}" for at in times}
        return [words for words in missing if words not in resolved]
    return []


def _key(words: str, kind: str) -> str:
    """One key for "March 7", "7 March 2025" and "2025-03-07"; the words themselves where no day is named."""
    digits = re.findall(r"\d+", words)
    if kind == "iso":
        return f"day {int(digits[1])}-{int(digits[2])}"
    if kind == "named":
        return f"day {month(re.findall(MONTH, words, re.IGNORECASE)[0])}-{int(digits[0])}"
    return " ".join(words.lower().split())


def _weekdays(text: str, said: datetime | None) -> Iterator[Mention]:
    for found in _WEEKDAY.finditer(text):
        name = found[0].rstrip(".")
        if len(name) > 5 or (name[0].isupper() and name[:3].lower() not in ("sun", "sat")):
            yield _coming(name, weekday(name), said)


def _coming(name: str, number: int, said: datetime | None) -> Mention:
    ahead = (number - said.weekday()) % 7 if said else 0
    return Mention(name, f"weekday {number}", said.date() + timedelta(days=ahead) if said else None)


def _abroad(text: str, said: datetime | None) -> Iterator[Mention]:
    for name, number in abroad.weekdays(text):
        yield _coming(name, number, said)
    for words, key in abroad.related(text):
        yield Mention(words, key, said.date() + timedelta(days=_AGO[key]) if said else None)
    for words, month_, day in abroad.dates(text):
        yield Mention(words, f"day {month_}-{day}", calendar_date(said.year, month_, day) if said else None)


def _clocks(text: str) -> Iterator[Mention]:
    for found in _CLOCK.finditer(text):
        if found["word"]:
            hour, minute = (12 if found["word"].lower() == "noon" else 0), 0
        elif found["half"]:
            hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
            minute = int(found["minute"] or 0)
        else:
            hour, minute = int(found["h"]), int(found["m"])
        yield Mention(found[0], f"clock {hour}:{minute:02}")


def without(text: str) -> str:
    """The text with its dates and times blanked, so that their digits are not read as numbers."""
    spans = [(x.start, x.end) for x in expressions(text, None) if x.kind in _EXACT]
    spans += [found.span() for found in _CLOCK.finditer(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
