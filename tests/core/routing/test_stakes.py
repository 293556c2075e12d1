"""High stakes: found where they are, in several languages, and not in everyday mention."""

import pytest

from core.models import Channel
from core.routing.said import say
from core.routing.stakes import NEAR, stakes
from tests.core.routing.talk import chat, plain, said

SERIOUS = {
    "legal": (
        "ana: They sent us a cease and desist.",
        "ana: The plaintiff wants a court case\nben: Then we need legal advice",
        "ana: Der Rechtsanwalt sagt, sie haben geklagt\nben: Wie hoch ist die Haftung?",
        "ana: Notre avocat dit que le tribunal décide en mai",
        "ana: Recebemos uma ordem judicial",
    ),
    "security": (
        "ana: We had a data breach last night.",
        "ana: An attacker was in the billing host\nben: rotate all keys",
        "ana: Es gab einen Sicherheitsvorfall",
        "ana: Tuvimos una fuga de datos",
    ),
    "money": (
        "ana: The term sheet came in",
        "ana: They changed their bank details\nben: and the IBAN is from elsewhere",
        "ana: La trésorerie est vide\nben: Les actionnaires le savent ?",
        "ana: Wir stellen den Insolvenzantrag",
    ),
    "personnel": (
        "ana: Layoffs are on Tuesday",
        "ana: His performance is poor\nben: We may fire him",
        "ana: Das Gehalt bleibt gleich\nben: Dann kommt die Kündigung",
        "ana: Habrá despidos en mayo",
    ),
}


@pytest.mark.parametrize(("matter", "text"), [(matter, text) for matter, texts in SERIOUS.items() for text in texts])
def test_a_serious_matter_is_found_and_named(matter: str, text: str) -> None:
    found = stakes(said(text))
    assert found.matters == (matter,)
    assert found.high
    assert found.messages


@pytest.mark.parametrize(
    "text",
    [
        "ana: my brother is a lawyer\nben: nice",
        "ana: the password is wrong again\nben: reset it",
        "ana: can you pay the invoice for lunch?\nben: done",
        "ana: what a salary they must have, those footballers",
        "ana: I am on vacation from Monday",
        "ana: security updates are installed at night",
        "ana: you're fired! :)",
        "ana: I'd sue for a coffee",
    ],
)
def test_everyday_mention_is_no_matter(text: str) -> None:
    assert not stakes(said(text)).high


def test_the_same_cue_again_and_again_is_one_cue() -> None:
    assert not stakes(said("\n".join(f"ana: salaries, number {n}" for n in range(20)))).high


def test_cues_far_apart_belong_to_different_matters() -> None:
    first, last = chat("ana: the attacker struck"), chat("ana: a vulnerability")
    assert stakes(list(say([*first, *plain(NEAR - 1), *last]))).high
    assert not stakes(list(say([*first, *plain(NEAR + 1), *last]))).high


def test_a_channel_is_marked_by_name_id_or_pattern() -> None:
    channel = Channel("slack", "T1", "C1", "Legal-Contracts")
    for marked in ("#legal-*", "c1", "legal-contracts"):
        assert stakes([], channel, (marked,)).high
    assert not stakes([], channel, ("legal",)).high
