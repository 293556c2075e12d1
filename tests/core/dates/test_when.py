"""What people type after --since and --until."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from core.dates.when import parse_when
from core.errors import RequestError

NOW = datetime(2024, 5, 15, 10, 20, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01", "2024-05-01 00:00"),
        ("2024-05-01 14:30", "2024-05-01 14:30"),
        ("2024-05-01T14:30:05Z", "2024-05-01 14:30:05"),
        ("2024-05-01T14:30+02:00", "2024-05-01 12:30"),
        ("2024-05-01 2pm", "2024-05-01 14:00"),
        ("now", "2024-05-15 10:20"),
        ("14:30", "2024-05-14 14:30"),  # not yet today: the most recent one
        ("9:15", "2024-05-15 09:15"),
        ("2 pm", "2024-05-14 14:00"),
        ("12am", "2024-05-15 00:00"),
        ("12:05 pm", "2024-05-14 12:05"),
        ("noon", "2024-05-14 12:00"),
        ("2 days ago", "2024-05-13 10:20"),
        ("2h", "2024-05-15 08:20"),
        ("2h ago", "2024-05-15 08:20"),
        ("1h 30m", "2024-05-15 08:50"),
        ("1h30m", "2024-05-15 08:50"),
        ("90 minutes ago", "2024-05-15 08:50"),
        ("an hour ago", "2024-05-15 09:20"),
        ("a week ago", "2024-05-08 10:20"),
        ("last 3 days", "2024-05-12 10:20"),
        ("the past two weeks", "2024-05-01 10:20"),
        ("3 months ago", "2024-02-15 10:20"),
        ("1 year ago", "2023-05-15 10:20"),
        ("today", "2024-05-15 00:00"),
        ("Yesterday", "2024-05-14 00:00"),
        ("yesterday 14:30", "2024-05-14 14:30"),
        ("yesterday at 2pm", "2024-05-14 14:00"),
        ("yesterday morning", "2024-05-14 06:00"),
        ("the day before yesterday", "2024-05-13 00:00"),
        ("this morning", "2024-05-15 06:00"),
        ("last night", "2024-05-14 18:00"),
        ("monday", "2024-05-13 00:00"),
        ("Thu", "2024-05-09 00:00"),
        ("wednesday", "2024-05-15 00:00"),
        ("last wednesday", "2024-05-08 00:00"),
        ("on monday 9:00", "2024-05-13 09:00"),
        ("this week", "2024-05-13 00:00"),
        ("last week", "2024-05-06 00:00"),
        ("this month", "2024-05-01 00:00"),
        ("last month", "2024-04-01 00:00"),
        ("march 3", "2024-03-03 00:00"),
        ("March 3rd, 2022", "2022-03-03 00:00"),
        ("3 march", "2024-03-03 00:00"),
        ("3rd of March 2023", "2023-03-03 00:00"),
        ("june 3", "2023-06-03 00:00"),  # the most recent one is last year's
        ("feb 29", "2024-02-29 00:00"),
        ("tomorrow", "2024-05-16 00:00"),
    ],
)
def test_a_moment_in_words_is_the_moment_meant(text: str, expected: str) -> None:
    assert parse_when(text, NOW) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "25:00",
        "13pm",
        "2024-02-30",
        "2024-13-01",
        "feb 30",
        "99999999999 days ago",
        "3000 years ago",
        "5/6/2024",
        "ago",
        "m",
        "😀",
    ],
)
def test_what_names_no_moment_is_one_line_with_examples(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        parse_when(text, NOW)
    assert f'"{text}"' in str(caught.value)
    assert "2 days ago" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_days_begin_in_the_time_zone_of_now_and_answers_are_in_utc() -> None:
    now = datetime(2024, 5, 15, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    found = parse_when("today", now)
    assert found == datetime(2024, 5, 14, 15, 0, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_hours_back_over_a_change_of_clocks_are_true_hours() -> None:
    now = datetime(2024, 3, 31, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # 02:00 became 03:00 that night
    assert parse_when("12h", now) == datetime(2024, 3, 30, 22, 0, tzinfo=UTC)
    assert parse_when("today", now) == datetime(2024, 3, 30, 23, 0, tzinfo=UTC)
