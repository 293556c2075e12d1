"""A summary that is kept comes back as it was."""

from datetime import UTC, date, datetime

from core.kept import from_text, to_text
from core.models import Coverage, LeftOut, Person
from core.summary import ActionItem, Decision, Discussed, Point, Statement, Summary

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
FULL = Summary(
    id="C1",
    overview="Péter ships 发布 \ud83d",
    overview_sources=("1", "2"),
    points=(Point("It is red", ("1",), "the build", unconfirmed=True), Point("Bare", ("2",))),
    decisions=(Decision("Ship it", ("1", "2"), explicit=True), Decision("Wait", ("1",), changed_by=("2",))),
    action_items=(
        ActionItem("Write it down", ("2",), Person("U1", "Ana", bot=True), date(2024, 5, 8), explicit=True),
        ActionItem("Somebody does it", ("2",)),
    ),
    open_questions=(Statement("Who?", ("1",), unconfirmed=True),),
    coverage=Coverage(5, 3, (LeftOut("opted out", 2),), NOON, NOON, unread_before=NOON),
    engine="claude-haiku",
    conversations=(Discussed("the build", ("1", "2")),),
    checks={"left_out": 1, "verified": True, "reasons": ["number"]},
)
BARE = Summary("C1", "", (), (), (), (), (), Coverage(0, 0), "offline")


def test_a_summary_comes_back_as_it_was() -> None:
    for summary in (FULL, BARE):
        assert from_text(to_text(summary)) == summary


def test_what_is_kept_is_plain_text() -> None:
    assert to_text(FULL).isascii()
