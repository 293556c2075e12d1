"""Promises, requests and assignments that nobody marked."""

from datetime import date

import pytest

from core.findings import find
from core.models import Person
from core.summary import ActionItem
from tests.core.findings.talk import talk

ANA, BEN, CLEO = (Person(name.lower(), name) for name in ("Ana", "Ben", "Cleo"))


def items(lines: str, timed: bool = True) -> tuple[ActionItem, ...]:
    return find(talk(f"Ana: morning all\nBen: hello\nCleo: hi\n{lines}", timed)).action_items


def test_a_promise_is_its_speaker_s_and_says_so() -> None:
    (found,) = items("Ben: I'll send the report to the customer tomorrow")
    assert found.text == "Ben: I'll send the report to the customer tomorrow"
    assert (found.owner, found.due, found.explicit) == (BEN, date(2025, 3, 6), False)


def test_a_request_is_the_addressee_s_and_cites_the_acceptance() -> None:
    (found,) = items("Ana: @Ben can you update the runbook by Friday?\nBen: sure")
    assert (found.owner, found.due, found.sources) == (BEN, date(2025, 3, 7), ("3", "4"))


def test_a_request_in_a_conversation_of_two_is_the_other_s() -> None:
    (found,) = find(
        talk("Ana: the deck is done\nBen: great\nAna: can you send the slides to the customer by EOD?\nBen: yes")
    ).action_items
    assert (found.owner, found.due) == (BEN, date(2025, 3, 5))


def test_somebody_named_with_what_they_will_do_is_the_owner() -> None:
    (found,) = items("Ana: Ben will talk to the vendor on Monday")
    assert (found.owner, found.due) == (BEN, date(2025, 3, 10))


def test_will_do_is_shown_with_what_it_answers() -> None:
    (found,) = items("Ana: Who can update the wiki page by Friday? Please take it, somebody\nCleo: I'll take that")
    assert "update the wiki page" in found.text or "take it" in found.text
    assert found.sources[-1] == "4"
    assert found.owner == CLEO


def test_a_promise_to_somebody_is_the_speaker_s() -> None:
    (found,) = items("Ana: Any news from the customer?\nBen: I'll ask the customer and tell you by Friday")
    assert (found.owner, found.due) == (BEN, date(2025, 3, 7))


def test_a_request_that_was_refused_is_no_action_item() -> None:
    assert items("Ana: @Ben please send me the invoice\nBen: can't today, sorry") == ()


def test_a_reply_to_somebody_is_the_speaker_s_promise() -> None:
    (found,) = items("Ana: the diagram is missing\nCleo: @Ana ok, I'll add the diagram to the page")
    assert found.owner == CLEO


def test_without_a_time_or_an_owner_in_the_text_both_stay_open() -> None:
    (found,) = items("Ben: I'll send the report to the customer tomorrow", timed=False)
    assert found.due is None
    (found,) = items("Ana: TODO: rotate the keys")
    assert found.owner is None


@pytest.mark.parametrize(
    "line",
    [
        "Ben: I will never understand this",
        "Cleo: can you believe it?",
        "Ben: it is the only page I can find",
        "Cleo: some day a machine will do what you say",
        "Cleo: ok I'll try",
        "Cleo: bent to look at the cat",
        "Ben: I'll be unable to join the call tomorrow",
        "Cleo: > I'll send the report to the customer",
        "Ben: I sent the report yesterday",
        "Cleo: thanks, you too!",
        "Ana: lunch?",
        "Ana: https://example.org/todo",
        "Ben: 😀😀😀",
    ],
)
def test_small_talk_makes_no_action_item(line: str) -> None:
    assert items(f"{line}\nAna: hm") == ()


def test_a_scribe_s_notes_are_their_speakers_promises() -> None:
    (found,) = find(
        talk(
            "Ana: scribe: Ana\nAna: Ben: the page is out of date\nAna: ... since May\nAna: Cleo: I'll update the page\n"
            "Cleo: thanks\nBen: bye"
        )
    ).action_items
    assert (found.text, found.owner) == ("Cleo: I'll update the page", CLEO)


def test_notes_that_run_on_keep_the_name_of_their_speaker() -> None:
    (found,) = find(
        talk(
            "Ana: scribe: Ana\nAna: Zoe: the page is out of date\n"
            "Ana: ... I'll update the page tomorrow\nBen: thanks\nCleo: bye"
        )
    ).action_items
    assert found.text == "Zoe: I'll update the page tomorrow"
    assert found.owner == Person("", "Zoe")


def test_the_same_conversation_gives_the_same_findings() -> None:
    lines = "Ana: ACTION: Ben to write\nBen: I'll update the page\nCleo: who owns the staging certificate?"
    assert find(talk(lines)) == find(talk(lines))


def test_every_finding_names_messages_of_its_transcript() -> None:
    transcript = talk(
        "Ana: PROPOSAL: drop MySQL\nBen: +1\nCleo: Ben: please update the docs by Friday\nBen: ok\nAna: 谁负责测试？"
    )
    found = find(transcript)
    ids = {m.id for m in transcript}
    for statement in (*found.decisions, *found.action_items, *found.open_questions):
        assert statement.sources
        assert set(statement.sources) <= ids
