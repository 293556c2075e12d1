"""Hard checks: each planted error is found, and what the messages say in other words is not taken for one."""

import pytest

from core.grounding.checks import facts, flips, may_name_others
from core.grounding.passage import Passage
from tests.core.conversations.chat import chat

# Monday, March 3, 2031
MESSAGES = chat(
    """0 Ana: We lose 1,200 orders a day since the migration to Postgres 16
       1 Ben Okafor: I can roll back the payment service tomorrow at 5pm, the steps are on https://wiki.example/rollback
       2 Ana: Please do. We approve the rollback, Caro informs the customers in Italy by Friday
       3 Ben Okafor: ok
       4 Dilan: The office in Porto does not need the new printer
       5 Ana: two hundred people tested the artificial intelligence search in February"""
)


def kinds(text: str, *sources: str) -> list[str]:
    passage = Passage(m for m in MESSAGES if m.id in sources)
    return sorted({f.kind for f in (*facts(text, passage), *flips(text, passage))})


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
        ("We do not approve the rollback.", "2", "polarity"),
        ("Ana rejects the rollback, Caro informs the customers.", "2", "polarity"),
        ("The office in Porto needs the new printer.", "4", "polarity"),
    ],
)
def test_a_planted_error_is_found(text: str, sources: str, kind: str) -> None:
    assert kind in kinds(text, *sources)


def test_capitals_of_german_nouns_are_no_unknown_names() -> None:
    assert kinds("Die Umstellung auf Postgres 16 kostet jeden Tag 1200 Bestellungen", "0") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("About 47 of the orders are late.", "number"),  # 45 or 46 it would be
        ("46 orders are late and 46 are lost.", "number"),
        ("The move takes over 50 days.", "number"),
        ("The shop opens on Monday.", "date"),  # the day on which it was written, and of which nobody spoke
        ("The move starts before the inventory.", "polarity"),
        ("Ana can come.", "polarity"),
        ("The price was not raised.", "polarity"),
    ],
)
def test_what_is_nearly_the_same_is_not_the_same(text: str, kind: str) -> None:
    said = """0 Ana: 46 of the orders are late, 12 are lost. I can't come
              1 Ben: the move takes 48 days and starts after the inventory
              2 Ben: No, they raised the price. The shop opens on Friday"""
    passage = Passage(chat(said))
    assert kind in {f.kind for f in (*facts(text, passage), *flips(text, passage))}


@pytest.mark.parametrize(
    "text",
    [
        "The licences are not included.",
        "Ben has to remember the report.",
        "They raised the price.",
        "Ben no longer wants it.",
    ],
)
def test_a_not_may_stand_elsewhere_or_be_another_word(text: str) -> None:
    said = """0 Ana: Does that include the licences?
              1 Ben: No, those come on top, they raised the price
              2 Ana: Ben, don't forget the report
              3 Ben: I don't want it any longer"""
    passage = Passage(chat(said))
    assert [*facts(text, passage), *flips(text, passage)] == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("mache ich bis Freitag", "Ana holt bis Freitag ein Angebot ein."),
        ("lo hago el viernes", "Ana will do it on Friday."),
        ("I'll do it on Friday", "Ana le fera vendredi."),
        ("Der Vertrag endet am 30. April", "The contract ends on April 30."),
        ("El servidor se apaga el 15 de abril", "Le serveur s'arrête le 15 avril."),
        ("bis morgen", "Bis Dienstag."),
    ],
)
def test_a_day_is_the_same_in_another_language_and_another_one_is_not(said: str, text: str) -> None:
    passage = Passage(chat(f"0 Ana: {said}"))
    assert facts(text, passage) == ()
    other = text.replace("30", "29").replace("15", "16").replace("Dienstag", "Mittwoch")
    other = other.replace("Freitag", "Samstag").replace("Friday", "Sunday").replace("vendredi", "lundi")
    assert "date" in {f.kind for f in facts(other, passage)}


def test_a_number_that_only_the_day_of_a_month_has_is_none_of_the_messages() -> None:
    passage = Passage(chat("0 Ana: the lease of the 35 laptops ends on 30 June, at 0.19 a day"))
    assert facts("The lease of 35 laptops ends on 30 June.", passage) == ()
    assert [f.what for f in facts("The lease of 30 laptops ends on 30 June.", passage)] == ["30"]
    assert [f.what for f in facts("It is 0.19 a day and then 0.19.", passage)] == ["0.19", "0.19"]


def test_a_german_noun_that_nobody_wrote_may_be_a_name() -> None:
    passage = Passage(chat("0 Ana: Der Kunde wartet auf die Lieferung"))
    assert not may_name_others("Ana sagt, dass der Kunde auf die Lieferungen wartet.", passage)
    assert may_name_others("Ana sagt, dass Tamarind auf die Lieferung wartet.", passage)
    assert facts("Ana schreibt dem Kunden wegen der Verspätung.", passage) == ()
