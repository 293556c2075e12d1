"""A proposal is a decision when people agreed to it, by reply or by emoji."""

import pytest

from core.findings import find
from tests.core.findings.talk import talk


def decisions(lines: str) -> list[tuple[str, bool]]:
    return [(d.text, d.explicit) for d in find(talk(lines)).decisions]


def test_a_proposal_with_agreement_is_a_decision_that_cites_the_votes() -> None:
    (found,) = find(talk("Ana: PROPOSAL: move standup to 10:00\nBen: +1\nCleo: works for me\nAna: great")).decisions
    assert (found.text, found.sources, found.explicit) == ("move standup to 10:00", ("0", "1", "2"), True)


@pytest.mark.parametrize(
    "answers",
    [
        "Ben: hm\nCleo: what about lunch",
        "Ben: -1\nCleo: +1",
        "Ben: no\nCleo: I object",
        "Ana: +1",
        "Cleo: PROPOSAL: move it to 11:00",
    ],
)
def test_a_proposal_that_nobody_else_backs_or_some_oppose_is_no_decision(answers: str) -> None:
    assert decisions(f"Ana: PROPOSAL: move standup to 10:00\n{answers}") == []


def test_reactions_carry_a_proposal() -> None:
    assert decisions("Ana: I propose we move standup to 10:00 {+1=4 -1=1}\nBen: hm\nCleo: lunch?") == [
        ("I propose we move standup to 10:00", True)
    ]


def test_reactions_to_what_is_no_proposal_decide_nothing() -> None:
    assert decisions("Ana: what a nice day {+1=9}\nBen: hm\nCleo: lunch?") == []


def test_a_split_vote_decides_nothing() -> None:
    assert decisions("Ana: I propose we move standup to 10:00 {+1=3 -1=3}\nBen: hm\nCleo: lunch?") == []


@pytest.mark.parametrize(
    "poll",
    [
        "Where do we meet?\\n1️⃣ Berlin\\n2️⃣ Lisbon {one=2 two=5}",
        "Where do we meet?\\n1) Berlin\\n2) Lisbon {1️⃣=2 2️⃣=5}",
        "Where do we meet?\\n:apple: Berlin\\n:pear: Lisbon {apple=2 pear=5}",
        "Where do we meet?\\n🍎 Berlin\\n🍐 Lisbon {🍎=2 🍐=5}",
        "Where do we meet? 👍 for Lisbon, 👎 for Berlin {thumbsup=5 -1=2}",
        "Where do we meet? :thumbsup: for Lisbon or :thumbsdown: for Berlin {+1::skin-tone-3=5}",
    ],
)
def test_the_option_with_the_most_votes_is_the_decision(poll: str) -> None:
    assert decisions(f"Ana: {poll}\nBen: hm\nCleo: nice") == [("Lisbon", True)]


def test_a_tie_decides_nothing() -> None:
    assert decisions("Ana: Where?\\n1️⃣ Berlin\\n2️⃣ Lisbon {one=3 two=3}\nBen: hm\nCleo: nice") == []


@pytest.mark.parametrize(
    "line",
    [
        "let's go with Postgres for the new service",
        "we decided to postpone the release to April",
        "ok, we'll go with the blue banner",
        "we've agreed to drop the old importer",
        "agreed, then the cut-off is noon the day before",
        "we don't ship tomorrow, the launch moves to Tuesday",
    ],
)
def test_a_decision_in_so_many_words_is_found_and_not_called_marked(line: str) -> None:
    assert decisions(f"Ana: morning\nBen: {line}\nCleo: see you") == [(line, False)]


@pytest.mark.parametrize(
    "line",
    [
        "have we decided on the banner?",
        "if we decided to postpone, who would tell them?",
        "we have not decided on the banner yet",
        "let's see how it goes tomorrow",
        "it was a hard decision for them back then",
        "they said before we agreed the rent is too high",
    ],
)
def test_talk_about_deciding_is_no_decision(line: str) -> None:
    assert decisions(f"Ana: morning\nBen: {line}\nCleo: see you") == []


def test_a_suggestion_that_others_take_up_cites_them() -> None:
    (found,) = find(talk("Ana: Should we drop MySQL for good?\nBen: +1\nCleo: sounds good to me\nBen: bye")).decisions
    assert found.sources == ("0", "1", "2")


def test_a_suggestion_that_its_taker_says_in_full_is_one_decision() -> None:
    (found,) = find(
        talk("Ana: Then I propose noon, for both\nBen: Agreed, then the cut-off is noon\nCleo: bye")
    ).decisions
    assert found.text == "Agreed, then the cut-off is noon"
