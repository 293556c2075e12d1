"""The page in the terminal: what people see of a summary."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bots.cli.page import show
from bots.cli.wire import summary_to_json
from core.models import Channel, Coverage, LeftOut, Message, Person, Transcript
from core.summary import ActionItem, Decision, Point, Statement, Summary

ANA, BEN, LI = Person("U1", "Ana"), Person("U2", "Ben"), Person("U3", "陈丽华")
MORNING = datetime(2026, 3, 4, 9, 14, tzinfo=UTC)
CHANNEL = Channel("slack", "T1", "C1", "bakery")


def said(id: str, author: Person, text: str, minutes: int = 0, thread: str | None = None) -> Message:
    return Message(id, author, text, MORNING + timedelta(minutes=minutes), thread)


DAY = Transcript(
    "day",
    (
        said("1", ANA, "The oven is at 180 degrees and does not get any hotter, whatever I do with the thermostat."),
        said("2", BEN, "Let's bake the rye on Thursday then, it needs 230.", 2),
        said("3", LI, "面粉只剩两袋了，今天下午必须订货，不然明天早上就没有面包卖了，请大家提前告诉我需要多少。", 5),
        said("4", ANA, "مرحبا يا بن، الفرن معطل", 9),
        said("5", BEN, "I'll call the oven people by noon. 👩‍🍳🎉", 11),
        said("6", ANA, "Who has the key to the flour store?", 12),
    ),
    CHANNEL,
    (LeftOut("bot post", 3), LeftOut("no text", 1)),
)


def page(summary: Summary, transcript: Transcript, width: int = 80, **console: bool) -> str:
    out = StringIO()
    show(summary, transcript, Console(file=out, width=width, **console), UTC)  # type: ignore[arg-type]
    return out.getvalue()


def summary_of(transcript: Transcript, *statements: Statement, overview: str = "") -> Summary:
    return Summary(
        id=transcript.id,
        overview=overview,
        overview_sources=(transcript.messages[0].id,) if overview else (),
        points=tuple(s for s in statements if isinstance(s, Point)),
        decisions=tuple(s for s in statements if isinstance(s, Decision)),
        action_items=tuple(s for s in statements if isinstance(s, ActionItem)),
        open_questions=tuple(s for s in statements if type(s) is Statement),
        coverage=transcript.coverage,
        engine="offline",
    )


FULL = summary_of(
    DAY,
    Point(DAY.messages[2].text, ("3",), "flour"),
    Point(DAY.messages[0].text, ("1", "2", "5"), "oven"),
    Point(DAY.messages[3].text, ("4",), "oven"),
    Decision("Let's bake the rye on Thursday then, it needs 230.", ("2",)),
    ActionItem("I'll call the oven people by noon. 👩‍🍳🎉", ("5",), BEN, date(2026, 3, 4)),
    ActionItem("Order flour", ("3", "6")),
    Statement("Who has the key to the flour store?", ("6",)),
    overview="The oven does not get hotter than 180 degrees.",
)


def test_a_day_reads_well_at_80_columns(golden: Callable[[str, str], None]) -> None:
    golden("page-day.txt", page(FULL, DAY))


def test_a_thread_of_two_days_reads_well_at_80_columns(golden: Callable[[str, str], None]) -> None:
    thread = Transcript(
        "thread",
        (
            said(
                "1",
                ANA,
                "Which bread do we take to the market on Saturday, the rye, the spelt or both?",
                0,
                "1",
            ),
            said("2", BEN, "Both.", 3, "1"),
            said("3", BEN, "If the oven works.", 4, "1"),
            said("4", LI, "The oven works.", 24 * 60, "1"),
        ),
        CHANNEL,
    )
    decision = Decision("We take both.", ("4", "2", "3", "1"))
    golden("page-thread.txt", page(summary_of(thread, decision), thread))


def test_a_conversation_without_times_names_message_ids(golden: Callable[[str, str], None]) -> None:
    messages = (Message("1", ANA, "Rye?"), Message("2", BEN, "Rye."))
    transcript = Transcript("no-times", messages)
    golden("page-no-times.txt", page(summary_of(transcript, Point("Rye.", ("2", "1"))), transcript))


@pytest.mark.parametrize("width", [60, 72, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = page(FULL, DAY, width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not [line for line in lines if line != line.rstrip()]


@given(st.text(min_size=1, max_size=60))
def test_any_text_stays_within_its_lines_and_gives_no_control_character(text: str) -> None:
    author = Person("U9", text)
    transcript = Transcript(text, (Message("1", author, text, MORNING, "1"),), replace(CHANNEL, name=text))
    shown = page(
        summary_of(transcript, Point(text, ("1",), text), Decision(text, ("1",)), overview=text), transcript, 60
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert max(cell_len(line) for line in shown.split("\n")) <= 60


def test_what_would_command_the_terminal_is_shown_as_it_stands() -> None:
    text = "\x1b]0;owned\x07\x1b[2J\x9b31m [bold red]hi[/] \u202egnp.exe"
    transcript = Transcript("t", (said("1", ANA, text),))
    shown = page(summary_of(transcript, Point(text, ("1",))), transcript, force_terminal=True)
    assert "␛]0;owned␇␛[2J�31m [bold red]hi[/] gnp.exe" in shown
    assert not re.search(r"\x1b(?!\[[0-9;]*m)|[\x07\x9b\u202e]", shown)


def test_emoji_names_are_drawn_and_look_alikes_are_left() -> None:
    transcript = Transcript("t", (said("1", ANA, ":tada: at 10:15:30 :no_such_emoji: std:b:map (:+1:)"),))
    shown = page(summary_of(transcript, Point(transcript.messages[0].text, ("1",))), transcript)
    assert "🎉 at 10:15:30 :no_such_emoji: std:b:map (👍)" in shown


def test_half_a_character_does_not_stop_the_page() -> None:
    transcript = Transcript("t", (said("1", ANA, "half an emoji: \ud83d"),))
    shown = page(summary_of(transcript, Point(transcript.messages[0].text, ("1",))), transcript)
    assert "half an emoji: � (Ana 09:14)" in shown.encode().decode()


def test_a_mark_links_to_its_message_only_where_the_link_is_clean() -> None:
    clean = replace(said("1", ANA, "Rye."), permalink="https://chat.example/p1")
    broken = replace(said("2", BEN, "Rye!"), permalink="https://chat.example/\x1b]8;;evil")
    transcript = Transcript("t", (clean, broken))
    shown = page(summary_of(transcript, Point("Rye.", ("1", "2"))), transcript, force_terminal=True)
    assert "https://chat.example/p1\x1b\\" in shown
    assert "evil" not in shown


def test_colour_only_in_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7][0-9;]*m")
    assert colour.search(page(FULL, DAY, force_terminal=True))
    assert "\x1b" not in page(FULL, DAY)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colour.search(page(FULL, DAY, force_terminal=True))


def test_times_are_those_of_the_reader() -> None:
    out = StringIO()
    show(FULL, DAY, Console(file=out, width=80), timezone(timedelta(hours=13), "NZDT"))
    assert "(Ben 22:16)" in out.getvalue()
    assert "4 Mar 2026 22:14 to 22:26 NZDT" in out.getvalue()


def test_a_statement_of_many_sources_names_six_and_counts_the_rest() -> None:
    transcript = Transcript("t", tuple(said(str(n), BEN, "Rye.", n) for n in range(9)))
    shown = page(summary_of(transcript, Point("Rye.", tuple("876543210"))), transcript)
    assert "(Ben 09:14, 09:15, 09:16, 09:17, 09:18, 09:19, 3 more)" in shown


def test_nothing_read_and_nothing_worth_keeping_are_told_apart() -> None:
    quiet = Transcript("t", (said("1", ANA, "Thanks!"),))
    assert "Nothing here that a summary would keep." in page(summary_of(quiet), quiet)
    empty = Transcript("t", ())
    assert "No messages here." in page(summary_of(empty), empty)


def test_a_summary_longer_than_asked_for_says_why() -> None:
    assert "never cut" in page(replace(FULL, checks={"over_budget": True}), DAY)
    assert "never cut" not in page(FULL, DAY)


def test_an_owner_whom_the_text_names_first_is_named_once() -> None:
    item = ActionItem("Ben: I'll call the oven people.", ("5",), BEN)
    assert "☐ Ben: I'll call the oven people. (Ben 09:25)" in page(summary_of(DAY, item), DAY)


def test_a_decision_that_was_changed_names_the_messages_that_changed_it() -> None:
    decision = Decision("We bake spelt.", ("1",), changed_by=("2",))
    assert "✗ We bake spelt. (Ana 09:14), changed later (Ben 09:16)" in page(summary_of(DAY, decision), DAY)


def test_large_counts_and_all_reasons_stand_in_the_coverage_line() -> None:
    coverage = Coverage(12_345, 12_000, (LeftOut("bot post", 300), LeftOut("no text", 45)))
    shown = page(replace(FULL, coverage=coverage), DAY, 200)
    assert "Read 12,000 of 12,345 messages. Left out: bot post (300), no text (45). Engine: offline." in shown


def test_the_coverage_line_says_where_messages_are_not_fetched_yet() -> None:
    shown = page(replace(FULL, coverage=replace(DAY.coverage, unread_before=MORNING)), DAY, 300)
    assert "Older messages, before 4 Mar 2026 09:14 UTC, are not fetched yet" in " ".join(shown.split())


CHECKED = replace(
    FULL,
    engine="claude-haiku-5-5",
    decisions=(replace(FULL.decisions[0], unconfirmed=True),),
    checks={"prompt": 1, "stated": 12, "left_out": 1, "repaired": 0, "unconfirmed": 1},
)


def footer(**checks: object) -> str:
    shown = page(replace(CHECKED, checks={**CHECKED.checks, **checks}), DAY, 100)
    return " ".join(shown[shown.index("Read 6 of") :].split())


def test_what_a_model_wrote_says_what_the_checks_found_and_marks_what_is_unconfirmed() -> None:
    assert footer().endswith("Engine: claude-haiku-5-5. Checked: 12 statements, 1 left out, 1 unconfirmed (≈).")
    assert "it needs 230. ≈ (Ben 09:16)" in page(CHECKED, DAY)
    assert page(FULL, DAY).count("≈") == 0


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ({"verified": True}, "Verified by the large model."),
        ({"unverified": "money is scarce"}, "Not verified by the large model: money is scarce."),
        (
            {"offline": "the model was too late", "offline_messages": 40},
            "The offline engine completed it, over 40 messages, because the model was too late.",
        ),
        ({"preliminary": True}, "Preliminary: a model is being asked."),
    ],
)
def test_the_footer_says_what_else_happened(checks: dict[str, object], said: str) -> None:
    assert said in footer(**checks)


def test_an_answer_without_a_model_says_why() -> None:
    offline = replace(FULL, checks={"offline": "the money is spent until 00:00 UTC on 4 March"})
    shown = " ".join(page(offline, DAY, 100).split())
    assert shown.endswith("Engine: offline, because the money is spent until 00:00 UTC on 4 March.")


def test_only_what_is_unconfirmed_says_so_in_json() -> None:
    answer = summary_to_json(CHECKED)
    assert [d.get("unconfirmed") for d in answer["decisions"]] == [True]
    assert "unconfirmed" not in str([answer["points"], answer["action_items"], answer["open_questions"]])
