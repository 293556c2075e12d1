"""Due dates as people write them into a task."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.dates.due import find_due

SAID = datetime(2025, 3, 5, 9, 30, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Ben to send the draft by Friday", "2025-03-07"),
        ("please review it by fri.", "2025-03-07"),
        ("I'll finish it by this Friday evening", "2025-03-07"),
        ("I'll finish it by next Friday", "2025-03-14"),
        ("can you have it until next Tuesday?", "2025-03-11"),
        ("on Friday next week I'll send the numbers", "2025-03-14"),
        ("I'll do it tomorrow", "2025-03-06"),
        ("I'll do that tomorrow morning", "2025-03-06"),
        ("let me fix this today", "2025-03-05"),
        ("I'll get it merged tonight", "2025-03-05"),
        ("the day after tomorrow I'll deploy", "2025-03-07"),
        ("need this EOD", "2025-03-05"),
        ("need this by EOD Friday", "2025-03-07"),
        ("need this by Friday EOD", "2025-03-07"),
        ("need this by end of day tomorrow", "2025-03-06"),
        ("Ana: update the wiki by the end of the week", "2025-03-07"),
        ("update the wiki by end of next week", "2025-03-14"),
        ("close the books by end of month", "2025-03-31"),
        ("close the books by the end of April", "2025-04-30"),
        ("file it by the 14th", "2025-03-14"),
        ("file it by the 3rd", "2025-04-03"),
        ("publish on March 9", "2025-03-09"),
        ("publish on 9 March", "2025-03-09"),
        ("publish on the 9th of March.", "2025-03-09"),
        ("publish by Friday, March 14", "2025-03-14"),
        ("publish by 3 March 2026", "2026-03-03"),
        ("publish by March 3rd, 2026", "2026-03-03"),
        ("publish by 2026-03-03", "2026-03-03"),
        ("publish (due 2026-03-03)", "2026-03-03"),
        ("publish, due: 25/3", "2025-03-25"),
        ("publish by 3/25/2025", "2025-03-25"),
        ("publish by 25.03.2025", "2025-03-25"),
        ("let's revisit in two weeks", "2025-03-19"),
        ("I can get to it in 3 days", "2025-03-08"),
        ("review within a month please", "2025-04-05"),
        ("I'll be done in an hour", "2025-03-05"),
        ("finish the notes before Monday's release", "2025-03-10"),
        ("finish the notes before the release on Monday", "2025-03-10"),
        ("finish the notes before we meet on Monday", "2025-03-10"),
        ("have the slides ready for Monday", "2025-03-10"),
        ("no later than Monday 5pm", "2025-03-10"),
        ("by noon on Monday", "2025-03-10"),
        ("Send the report Friday.", "2025-03-07"),
        ("Friday I'll send the report", "2025-03-07"),
        ("I'll send it on Friday so we can demo it", "2025-03-07"),
        ("I'll send it by Friday, the demo is on Monday", "2025-03-07"),
        ("send it by 5pm", "2025-03-05"),
        ("send it by noon please", "2025-03-05"),
        ("can you send me one before 16:00?", "2025-03-05"),
    ],
)
def test_a_due_date_in_words_is_resolved_against_the_message(text: str, due: str) -> None:
    assert find_due(text, SAID) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "text",
    [
        "please fix the build",
        "please fix the bug that appeared on Monday",
        "please fix the bug Ben reported today",
        "can you send me the notes from Friday?",
        "can you send me Friday's notes?",
        "please send the agenda for tomorrow's meeting",
        "as discussed on Monday, please update the page",
        "I was at the office on Monday; can you check the log?",
        "I'm out until Tuesday, can you take over?",
        "not before Friday please",
        "please check the backup every Friday",
        "please do not merge until Friday's review",
        "please compare the numbers since March 3",
        "please update the minutes of 2025-03-03",
        "write a test for the 2nd case",
        "check step 3/4 of the plan",
        "march 300 people out",
        "may I ask you to check it?",
        "the sun is out, please check the blinds",
        "please reply asap",
        "in a few days I'll know more",
    ],
)
def test_a_date_that_is_only_mentioned_is_no_due_date(text: str) -> None:
    assert find_due(text, SAID) is None


@pytest.mark.parametrize(
    "text",
    [
        "send it by 3/4",  # March or April
        "send it by Friday or Monday",
        "send it by Friday, at the latest by Monday",
        "send it by Wednesday",  # said on a Wednesday
        "send it by February 30",
        "send it by March 4",  # yesterday, or in a year
        "send it by 9am",  # past
        "send it by 08:00",
        "send it by 25:00",
        "send it in 9999 months",
    ],
)
def test_an_ambiguous_or_impossible_date_is_left_out(text: str) -> None:
    assert find_due(text, SAID) is None


def test_without_a_time_only_full_dates_are_resolved() -> None:
    assert find_due("send it by Friday", None) is None
    assert find_due("send it by March 14", None) is None
    assert find_due("send it by EOD", None) is None
    assert find_due("send it in two weeks", None) is None
    assert find_due("send it by 14 March 2025", None) == date(2025, 3, 14)


def test_the_day_is_that_of_the_message_s_own_time_zone() -> None:
    late = datetime(2025, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=-8)))  # already Thursday in UTC
    assert find_due("I'll do it tomorrow", late) == date(2025, 3, 6)


def test_any_script_passes_through() -> None:
    assert find_due("请在星期五之前完成 😀", SAID) is None
    assert find_due("أرسل التقرير by Friday", SAID) == date(2025, 3, 7)
