"""Whose part it is: people stand as numbers, "1: text" is a message by <PERSON_1>."""

import re

import pytest

from core.grounding.roles import Line, may_own, misplaced


def marked(text: str) -> str:
    return re.sub(r"#(\d)", r"<PERSON_\1>", text)


def lines(said: str) -> list[Line]:
    split = (part.split(": ", 1) for part in marked(said).split(" / "))
    return [Line(f"<PERSON_{author}>", text) for author, text in split]


ASKED = "1: #2, can you send the offer by Friday? / 2: sure"
ANYBODY = "1: Who can take the shift? / 2: I can't, I'm away / 3: I'll take it"
PASSED_ON = "1: the meeting with the bank is at noon, #3 will you join? / 3: I can't, #2 should go / 2: ok, I'll go"
QUOTED = "1: #3 told me the lift is broken"


@pytest.mark.parametrize(
    ("said", "text", "wrong"),
    [
        (ASKED, "#1 asked #2 to send the offer.", []),
        (ASKED, "#2 asked #1 to send the offer.", [2, 1]),
        (ASKED, "#2 will send the offer.", []),
        (ASKED, "#1 will send the offer.", [1]),
        (ANYBODY, "#3 takes the shift.", []),
        (ANYBODY, "#1 takes the shift.", [1]),
        (ANYBODY, "#2 takes the shift.", [2]),
        (PASSED_ON, "#2 will go to the meeting with the bank.", []),
        (PASSED_ON, "#3 will go to the meeting with the bank.", [3]),
        (PASSED_ON, "#1 will go to the meeting with the bank.", [1]),
        (QUOTED, "#3 says that the lift is broken.", []),
        (QUOTED, "#1 says that the lift is broken.", [1]),
        ("1: I'm out, #2 covers for me", "#2 covers for #1.", []),
        ("1: I'm out, #2 covers for me", "#1 covers for #2.", [1]),
        ("1: I reverted the change", "The change was reverted by #1.", []),
        ("1: I reverted the change, thanks #2", "The change was reverted by #2.", [2]),
        ("1: the stand of #2's team is ready", "The stand of #1's team is ready.", [1]),
    ],
)
def test_a_part_that_is_somebody_elses_is_seen(said: str, text: str, wrong: list[int]) -> None:
    assert misplaced(marked(text), lines(said)) == [f"<PERSON_{n}>" for n in wrong]


@pytest.mark.parametrize(("owner", "may"), [(1, False), (2, True)])
def test_who_is_asked_and_says_yes_owns_it(owner: int, may: bool) -> None:
    assert may_own(f"<PERSON_{owner}>", "Send the offer by Friday", lines(ASKED)) == may


@pytest.mark.parametrize(
    ("said", "text", "wrong"),
    [
        ("1: who tells the customer? / 2: I'd rather wait", "#2 prefers not to tell the customer yet.", []),
        ("1: we need a sample of the contract / 2: will order one", "#1 will order a sample of the contract.", [1]),
        ("1: I need the list by noon / 2: sending it now", "#2 will send #1 the list.", []),
        ("1: I'd check with the notary / 2: ok I'll call her", "#1 will check with the notary.", [1]),
        ("1: the reports could go to #2 / 2: why not", "#2 takes the reports.", []),
        ("1: I'm at the dentist / 2: I present instead", "#1 presents in place of #2, who is at the dentist.", [1, 2]),
        ("1: Hol bitte ein Angebot ein / 2: mache ich", "#2 holt ein Angebot ein.", []),
        ("1: Wer übernimmt den Dienst? / 2: Ich kann Samstag", "#1 übernimmt den Dienst.", [1]),
    ],
)
def test_short_answers_and_advice_say_whose_part_it_is(said: str, text: str, wrong: list[int]) -> None:
    assert misplaced(marked(text), lines(said)) == [f"<PERSON_{n}>" for n in wrong]
