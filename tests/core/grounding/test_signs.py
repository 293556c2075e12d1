"""What the wording of a claim gives away beside its source."""

import pytest

from core.grounding.passage import Passage
from core.grounding.signs import shared, signs
from core.grounding.support import BAR, support
from tests.core.conversations.chat import chat

SOURCE = Passage(
    chat(
        """0 Ana: The agent offers flexible health insurance and the client accepts the offer
           1 Ben: An efficient method increases the speed of training on public data"""
    )
)


@pytest.mark.parametrize(
    ("claim", "seen"),
    [
        ("The agent offers flexible health insurance.", []),
        ("The agent doesn't offer health insurance.", ["denies", "new negation"]),
        ("Only the agent offers health insurance.", ["new restriction"]),
        ("The agent offers flexible dental insurance.", ["another of its kind"]),
        ("The agent offers inflexible health insurance.", ["turned by its beginning"]),
        ("An inefficient method increases the speed.", ["turned by its beginning"]),
        ("An efficient method decreases the speed.", ["opposite", "opposite in its place"]),
        ("The agent proposes flexible health insurance.", ["same meaning", "same meaning nearby"]),
        ("The agent offers gorgeous health insurance.", ["new adjective"]),
    ],
)
def test_each_sign_is_seen(claim: str, seen: list[str]) -> None:
    assert set(signs(claim, SOURCE)) >= set(seen)
    assert bool(list(signs(claim, SOURCE))) == bool(seen)


@pytest.mark.parametrize(
    ("true", "wrong"),
    [
        ("The agent proposes flexible health insurance.", "The agent does not offer flexible health insurance."),
        ("The customer accepts the offer.", "The client refuses the offer."),
        ("An efficient method boosts the speed of training.", "An efficient method reduces the speed of training."),
        ("The method trains on public data.", "The method trains on private data but not on public data."),
    ],
)
def test_the_same_in_other_words_is_supported_more_than_its_contrary(true: str, wrong: str) -> None:
    assert support(true, SOURCE, ()) >= BAR
    assert support(wrong, SOURCE, ()) < support(true, SOURCE, ())


def test_a_claim_about_something_else_is_not_supported() -> None:
    claim = "The orchestra rehearses a symphony near the harbour."
    assert shared(claim, SOURCE) == 0
    assert support(claim, SOURCE, ()) == 0


def test_words_in_other_forms_are_shared() -> None:
    assert shared("Accepting insurances", SOURCE) == 1
    assert shared("accepted zebras", SOURCE) == 0.5
    assert shared("", SOURCE) == 0
