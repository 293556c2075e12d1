"""`recap review` and `recap compare`: what an admin types and what they read."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from bots.cli.main import main
from bots.cli.stored import local_user
from bots.settings import read_settings
from bots.wiring import stores
from core.models import Channel, Coverage, Message, Person
from core.results import Checks, Result
from core.review import Draft, Failed
from core.summary import Point, Statement, Summary, SummaryRequest

NOW = datetime.now(UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
ANA = Person("U1", "Ana")
SUMMARY = Summary("C1", "", (), (Point("The build is red", ("1",)),), (), (), (), Coverage(1, 1), "claude")
FAILED = (Failed(Statement("Ship it Friday", ("1",)), "the day is not in its sources"),)


def draft(id: str, requester: Person, high_stakes: bool = False) -> Draft:
    request = SummaryRequest(focus="the build")
    return Draft(id, NOW, GENERAL, requester, request, SUMMARY, FAILED, ("1",), high_stakes)


async def _store(*drafts: Draft) -> None:
    async with stores(read_settings()) as opened:
        async with opened.messages.importing() as batch:
            await batch.add(GENERAL, [Message("1", ANA, "The build is red.", NOW)])
        for one in drafts:
            await opened.drafts.add(one)


async def _answered(*results: Result) -> None:
    async with stores(read_settings()) as opened:
        for result in results:
            await opened.results.add(GENERAL, "U1", result)


def recap(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert main(arguments) == status
    out, err = capsys.readouterr()
    return out, err


def listed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = recap(capsys, "review", "list")[0].splitlines()
    return [] if lines == ["No answer waits for a look."] else [line.split()[0] for line in lines]


def test_a_draft_is_listed_shown_released_and_then_gone(capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_store(draft("low", local_user()), draft("high", local_user(), high_stakes=True)))
    lines = recap(capsys, "review", "list")[0].splitlines()
    assert listed(capsys) == ["high", "low"]
    assert "Review    2 answers held back because too much failed: recap review list\n" in recap(capsys, "check")[0]
    assert "HIGH STAKES" in lines[0]
    assert lines[1].endswith("#general (acme)  failed 1 of 2")
    shown, _ = recap(capsys, "review", "show", "low")
    for text in (
        "The build is red (Ana",
        "focus: the build",
        "failed: Ship it Friday\n    the day is not in its sources",
    ):
        assert text in shown
    released, _ = recap(capsys, "review", "release", "low")
    assert "The build is red (Ana" in released
    assert "Ship it Friday" not in released
    assert listed(capsys) == ["high"]
    assert recap(capsys, "review", "reject", "high")[0] == "high is removed\n"
    assert listed(capsys) == []
    for action in ("show", "release", "reject"):
        assert recap(capsys, "review", action, "high", status=2) == ("", "recap: no draft 'high': recap review list\n")


def test_who_asked_on_a_platform_that_is_not_set_up_is_not_answered(capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_store(draft("slack", ANA)))
    needed = "RECAP_SLACK_BOT_TOKEN and RECAP_SLACK_APP_TOKEN"
    line = f"recap: Ana asked in Slack, which cannot be reached without {needed}: nothing was delivered\n"
    assert recap(capsys, "review", "release", "slack", status=3) == ("", line)
    assert listed(capsys) == ["slack"]


def test_versions_stand_side_by_side_with_what_can_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    old = Result("a", NOW, "claude", 1, Checks(1000, 100, 0, 50), 0.002, 1.5, opinion="up")
    new = Result("b", NOW, "claude", 2, Checks(1000, 10, 0, 0), 0.001, 1.0, opinion="down")
    asyncio.run(_answered(old, new))
    assert recap(capsys, "compare")[0].splitlines() == [
        "version  answers       failed                          unconfirmed                   "
        "liked  disliked  mean cost  median s  p99 s",
        "1        1 (0 cached)  10.0% of 1,000 (8.3% to 12.0%)  5.0% of 1,000 (3.8% to 6.5%)  "
        "1      0         $0.0020    1.50      1.50",
        "2        1 (0 cached)  1.0% of 1,000 (0.5% to 1.8%)    0.0% of 1,000 (0.0% to 0.4%)  "
        "0      1         $0.0010    1.00      1.00",
        "version 2 against 1, statements that fail: fewer",
        "version 2 against 1, answers people liked: too few to tell (0 of 1 against 1 of 1)",
    ]
    versions = [json.loads(line) for line in recap(capsys, "compare", "--json", "--workspace", "acme")[0].splitlines()]
    assert [v["failed"] for v in versions] == [
        {"count": 100, "of": 1000, "low": 0.0829, "high": 0.1202},
        {"count": 10, "of": 1000, "low": 0.0054, "high": 0.0183},
    ]


def test_only_answers_of_the_time_asked_for_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert recap(capsys, "compare")[0] == "No answers by a model yet: nothing to compare.\n"
    asyncio.run(_answered(Result("a", NOW - timedelta(days=3), "claude", 1), Result("b", NOW, "claude", 2)))
    assert len(recap(capsys, "compare", "--json")[0].splitlines()) == 2
    assert len(recap(capsys, "compare", "--json", "--since", "2 days ago")[0].splitlines()) == 1
    assert (
        recap(capsys, "compare", "--workspace", "umbrella", status=2)[1]
        == "recap: no workspace 'umbrella': there is acme\n"
    )
