"""The way of each transcript, its reason, and what bends when money ends."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from core import tokens
from core.models import Transcript
from core.ports import Usage
from core.routing import PROMPT_MAX_TOKENS, TEXT_MAX_TOKENS, Kind, Route, route
from core.workspace import WorkspaceSettings
from tests.core.routing.talk import GOLDEN, plain, transcript

SETTINGS = WorkspaceSettings(high_stakes_channels=("legal-*",))
SMALL, LARGE = SETTINGS.small_model, SETTINGS.large_model


def taken(name: str, *assignments: str) -> Route:
    return route(GOLDEN[name], SETTINGS.changed(assignments))


def test_ten_transcripts_go_the_ways_that_were_agreed(golden: Callable[[str, str], None]) -> None:
    assert len(GOLDEN) == 10
    golden("routes.txt", "\n\n".join(_described(name, route(t, SETTINGS)) for name, t in GOLDEN.items()) + "\n")


def _described(name: str, taken: Route) -> str:
    ranked = sorted(taken.complexity.features, key=lambda f: -f.contribution)
    features = " > ".join(f"{f.name} {f.contribution:.3f}" for f in ranked if f.value)
    return f"{name}: {taken.kind}\n{taken.reason}\n{taken.complexity.score:.3f} = {features}"


@pytest.mark.parametrize(
    ("name", "kind", "parts", "large"),
    [
        ("two people agree", Kind.ONE, 1, None),
        ("500 messages", Kind.PARTS, 3, None),
        ("four conversations at once", Kind.PARTS, 2, None),
        ("a breach", Kind.ONE, 1, LARGE),
        ("a marked channel", Kind.ONE, 1, LARGE),
        ("a month of everything", Kind.MERGED, None, LARGE),
    ],
)
def test_size_complexity_and_stakes_decide(name: str, kind: Kind, parts: int | None, large: str | None) -> None:
    found = taken(name)
    assert (found.kind, found.model, found.large) == (kind, SMALL, large)
    assert parts in (None, len(found.parts))
    assert found.verified == found.stakes.high


@pytest.mark.parametrize("name", GOLDEN)
def test_the_parts_of_a_route_are_all_its_messages_and_no_prompt_comes_near_the_cliff(name: str) -> None:
    found = taken(name, "part_tokens=90000", "one_call_tokens=100000", "merged_parts=2")
    assert [m for part in found.parts for m in part.messages] == list(GOLDEN[name])
    assert sum(part.tokens for part in found.parts) == found.tokens == sum(map(tokens.of_message, GOLDEN[name]))
    assert max(part.tokens for part in found.parts) <= TEXT_MAX_TOKENS


def test_no_setting_makes_one_call_cross_the_price_cliff() -> None:
    found = route(transcript(plain(3_800)), SETTINGS.changed(["one_call_tokens=100000", "part_tokens=90000"]))
    assert TEXT_MAX_TOKENS < found.tokens < PROMPT_MAX_TOKENS
    assert (found.kind, len(found.parts)) == (Kind.PARTS, 2)


def test_what_hardly_fits_one_call_does_and_what_hardly_does_not_goes_in_parts() -> None:
    size = taken("two people agree").tokens
    assert taken("two people agree", f"one_call_tokens={size}").kind is Kind.ONE
    assert taken("two people agree", f"one_call_tokens={size - 1}", "part_tokens=500").kind is Kind.PARTS


def test_the_threshold_of_complexity_is_a_setting() -> None:
    score = taken("four conversations at once").complexity.score
    assert taken("four conversations at once", f"complex_from={score}").kind is Kind.PARTS
    assert taken("four conversations at once", f"complex_from={score + 0.001}").kind is Kind.ONE


def test_scarce_money_keeps_the_small_model_and_says_what_the_large_one_does_not_do() -> None:
    breach = route(GOLDEN["a breach"], SETTINGS, "scarce")
    assert (breach.model, breach.large, breach.verified) == (SMALL, None, False)
    assert f"money is scarce, so {LARGE} does not verify" in breach.reason
    month = route(GOLDEN["a month of everything"], SETTINGS, "scarce")
    assert (month.kind, month.large, month.merges) == (Kind.PARTS, None, 0)
    assert f"money is scarce, so {LARGE} does not merge" in month.reason
    assert all(model == SMALL for model, _ in month.calls)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (route(GOLDEN["a breach"], SETTINGS, "spent"), "the money is spent"),
        (route(GOLDEN["a breach"], SETTINGS, server=False), "none is set up"),
        (route(Transcript("t", ()), SETTINGS), "there is nothing to read"),
    ],
)
def test_without_money_server_or_messages_no_model_is_called(found: Route, reason: str) -> None:
    assert reason in found.reason
    assert (found.kind, found.model, found.large, found.parts, found.calls) == (Kind.OFFLINE, None, None, (), ())


def test_whoever_asks_can_say_that_the_stakes_are_high_or_that_they_are_not() -> None:
    asked = route(GOLDEN["two people agree"], SETTINGS, high_stakes=True)
    assert asked.verified
    assert "high stakes (asked for)" in asked.reason
    assert not route(GOLDEN["a breach"], SETTINGS, high_stakes=False).verified


def test_every_call_is_expected_by_its_model() -> None:
    month = route(GOLDEN["a month of everything"], SETTINGS, high_stakes=True)
    assert [model for model, _ in month.calls].count(SMALL) == len(month.parts)
    assert [model for model, _ in month.calls].count(LARGE) == month.merges + 1
    assert all(used.input < TEXT_MAX_TOKENS for _, used in month.calls)
    total = sum((used for model, used in month.calls if model == SMALL), Usage())
    assert total.input >= month.tokens


def test_a_transcript_that_grows_is_never_asked_in_fewer_tokens() -> None:
    messages = plain(600, people=4)
    found = [route(transcript(messages[:n]), SETTINGS) for n in range(20, 600, 60)]
    assert all(a.tokens < b.tokens and len(a.parts) <= len(b.parts) for a, b in pairwise(found))
