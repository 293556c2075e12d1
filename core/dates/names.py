"""Names of days, months and numbers in English, with the short forms people type."""

from calendar import monthrange
from datetime import date

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
NUMBERS = dict(
    zip(
        "a an one two three four five six seven eight nine ten eleven twelve".split(),
        (1, 1, *range(1, 13)),
        strict=True,
    )
)

# Words that only say when.
TIME_WORDS = frozenset(
    [w for w in (*WEEKDAYS, *MONTHS) if len(w) > 3 and w not in ("march", "sept")]
    + "tomorrow today tonight eod cob eow asap".split()
)

# For patterns, longest first so that "mon" does not hide "monday".
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
NUMBER = r"(?:\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")\b"


def weekday(name: str) -> int:
    """0 for Monday, as in `date.weekday`."""
    return WEEKDAYS[name.lower().rstrip(".")]


def month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text)


def calendar_date(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(start: date, months: int) -> date:
    """The same day some months on (or back), the last of the month where it is shorter."""
    years, index = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, index + 1, min(start.day, monthrange(year, index + 1)[1]))
