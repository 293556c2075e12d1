""" "No decision was reached" is said where people expected one, and only there."""

import pytest

from core.decisions.unreached import unreached, with_unreached
from core.summary import Decision, Statement
from tests.core.action_items.room import given, said

CALL = "We need to decide on the venue for the offsite."


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        "Let's vote on the logo!",
        "Can we please decide who presents?",
        "This still needs a decision before Friday",
        "Wir müssen uns bis Montag für einen Anbieter entscheiden.",
        "Bitte abstimmen: Park oder Kantine?",
    ],
)
def test_a_call_for_a_decision_that_nobody_took_is_said(text: str) -> None:
    one = given([said("1", text), said("2", "I like both.")])
    [line] = unreached(one.summary, one.transcript.messages)
    assert line == Statement(f"No decision was reached: {text}", ("1",))


@pytest.mark.parametrize(
    "text",
    [
        *("You decide.", "We decided on Leipzig.", "I voted already.", "They settled the invoice.", "Who decides?"),
        "We need to decide whether the password hunter2!X9 stays",
    ],
)
def test_what_calls_for_no_decision_is_not(text: str) -> None:
    one = given([said("1", text)])
    assert unreached(one.summary, one.transcript.messages) == []


def test_a_later_decision_about_it_answers_it_and_one_about_something_else_does_not() -> None:
    messages = [said("1", CALL), said("2", "The venue is Leipzig then"), said("3", "We go with Postgres")]
    answered = given(messages, decisions=(Decision("The venue is Leipzig", ("2",)),))
    assert unreached(answered.summary, messages) == []
    elsewhere = given(messages, decisions=(Decision("We go with Postgres", ("3",)),))
    assert len(unreached(elsewhere.summary, messages)) == 1


def test_it_stands_once_in_a_summary_in_place_of_the_open_question() -> None:
    call = "Can we decide on the venue?"
    one = given([said("1", call)])
    summary = with_unreached(one.summary, one.transcript.messages)
    assert with_unreached(summary, one.transcript.messages) == summary
    assert [q.text for q in summary.open_questions] == [f"No decision was reached: {call}"]
