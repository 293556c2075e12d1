"""The words with which people say when they want to be reminded."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.action_items.reminding import remind_at
from core.errors import RequestError

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2031, 3, 28, 13, 30, tzinfo=UTC)  # 14:30 in Berlin, two days before the clocks change


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow", (29, 9)),
        ("Monday", (31, 9)),
        ("friday", (35, 9)),
        ("monday at 3pm", (31, 15)),
        ("16:00", (28, 16)),
        ("8:15", (29, 8, 15)),
        ("in 2 hours", (28, 16, 30)),
        ("in two days", (30, 9)),
        ("1 week", (35, 9)),
        ("next week", (31, 9)),
        ("2031-03-30", (30, 9)),
        ("on march 31", (31, 9)),
    ],
)
def test_a_day_is_its_morning_in_the_persons_zone_also_across_a_change_of_clocks(
    text: str, moment: tuple[int, ...]
) -> None:
    day, *clock = moment
    expected = datetime(2031, 3 + day // 32, (day - 1) % 31 + 1, *clock, tzinfo=BERLIN)  # type: ignore[misc, arg-type]
    assert remind_at(text, FRIDAY, BERLIN) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "yesterday", "2020-01-01", "monday or tuesday", "in 99999 weeks"]
)
def test_what_is_no_time_or_over_says_so(text: str) -> None:
    with pytest.raises(RequestError, match=r"is no time I know|is over"):
        remind_at(text, FRIDAY, BERLIN)
