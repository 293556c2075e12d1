"""Hard checks: each planted error is found, and what the messages say in other words is not taken for one."""

from datetime import date

import pytest

from core.grounding.checks import check
from core.models import Person, Transcript
from core.summary import ActionItem, Decision, Statement
from tests.core.conversations.chat import chat

# Monday, March 3, 2031
TRANSCRIPT = Transcript(
    "t",
    tuple(
        chat(
            """0 Ana: We lose 1,200 orders a day since the migration to Postgres 16
               1 Ben Okafor: I can roll back the payment service tomorrow at 5pm, the steps are on https://wiki.example/rollback
               2 Ana: Please do. We approve the rollback, Caro informs the customers in Italy by Friday
               3 Ben Okafor: ok
               4 Dilan: The office in Porto does not need the new printer
               5 Ana: two hundred people tested the artificial intelligence search in February"""
        )
    ),
)


def kinds(text: str, *sources: str) -> list[str]:
    return sorted({f.kind for f in check(Statement(text, sources), TRANSCRIPT)})


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Since the migration to Postgres 16 about 1200 orders a day are lost.", "0"),
        ("Ben will roll back the payment service on March 4 at 17:00.", "1"),
        ("Ben rolls back the payment service on Tuesday (wiki.example/rollback).", "1"),
        ("Ben Okafor will roll back the payment service.", "123"),
        ("Italian customers hear from Caro by 2031-03-07.", "2"),
        ("The rollback is approved.", "2"),
        ("Porto doesn't need a new printer.", "4"),
        ("In February 200 people tested the AI search.", "5"),
    ],
)
def test_what_the_messages_say_in_other_words_passes(text: str, sources: str) -> None:
    assert kinds(text, *sources) == []


@pytest.mark.parametrize(
    ("text", "sources", "kind"),
    [
        ("1,300 orders a day are lost.", "0", "number"),
        ("1,200 orders a day are lost since the move to Postgres 15.", "0", "number"),
        ("Ben rolls back the payment service on Wednesday.", "1", "date"),
        ("Ben rolls back the payment service tomorrow at 6pm.", "1", "date"),
        ("Caro informs the customers by March 8.", "2", "date"),
        ("In March 200 people tested the search.", "5", "date"),
        ("Ben follows https://wiki.example/rollout.", "1", "link"),
        ("Caro informs the customers in Austria.", "2", "name"),
        ("The rollback was asked for by Eve.", "2", "name"),
        ("The payment service uses GPT-4.", "1", "name"),
        ("Ana will roll back the payment service tomorrow.", "12", "speaker"),
        ("Dilan says that 1,200 orders a day are lost since the migration.", "04", "speaker"),
        ("We do not approve the rollback.", "2", "polarity"),
        ("Ana rejects the rollback, Caro informs the customers.", "2", "polarity"),
        ("The office in Porto needs the new printer.", "4", "polarity"),
    ],
)
def test_a_planted_error_is_found(text: str, sources: str, kind: str) -> None:
    assert kind in kinds(text, *sources)


def test_a_statement_must_name_messages_that_exist() -> None:
    assert kinds("The rollback is approved.", "2", "99") == ["id"]
    assert kinds("The rollback is approved.") == ["id"]


def test_an_owner_must_have_written_or_be_named_in_what_is_cited() -> None:
    def failures(name: str, *sources: str) -> list[str]:
        item = ActionItem("Inform the customers", sources, owner=Person(name, name), due=date(2031, 3, 7))
        return [f.what for f in check(item, TRANSCRIPT) if f.kind == "owner"]

    assert failures("Ana", "2") == failures("Caro", "2") == []
    assert failures("Dilan", "2") == ["Dilan"]
    assert failures("Caro", "1") == ["Caro"]


def test_an_owners_due_date_must_be_given() -> None:
    def failures(due: date) -> list[str]:
        item = ActionItem("Inform the customers", ("2",), due=due)
        return [f.what for f in check(item, TRANSCRIPT) if f.kind == "date"]

    assert failures(date(2031, 3, 7)) == []
    assert failures(date(2031, 3, 14)) == ["2031-03-14"]


def test_capitals_of_german_nouns_are_no_unknown_names() -> None:
    assert kinds("Die Umstellung auf Postgres 16 kostet jeden Tag 1200 Bestellungen", "0") == []


def test_a_decision_is_checked_like_any_statement() -> None:
    assert [f.kind for f in check(Decision("Go back to Oracle 12", ("2",)), TRANSCRIPT)] == ["number", "name"]
