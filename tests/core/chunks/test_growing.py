"""A transcript that grows keeps its parts, so that what was made of them stays good."""

from itertools import accumulate
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core import tokens
from core.chunks import Lexical, Part, look_back, split
from core.models import Message
from tests.core.chunks.talk import ANA, TOPICS

BUDGET = 600
GROWTH = 20


def rambling(seed: int, size: int) -> list[Message]:
    """Talk that wanders between topics, with answers and code blocks."""
    chance = Random(seed)
    topic = 0
    out = []
    for i in range(size):
        topic = chance.choice(range(3)) if chance.random() < 0.05 else topic
        text = " ".join(chance.choices(TOPICS[topic], k=chance.randrange(1, 12)))
        answered = str(i - chance.randrange(1, 15)) if chance.random() < 0.3 else None
        out.append(Message(str(i), ANA, "```" if chance.random() < 0.05 else text, reply_to=answered))
    return out


def settled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those that begin at least a budget and the look-back before the end."""
    costs = [tokens.of_message(m) for part in parts for m in part.messages]
    last = len(costs) - look_back(Lexical())
    return tuple(part for part, start in zip(parts, _starts(parts), strict=True) if sum(costs[start:last]) > BUDGET)


def _starts(parts: tuple[Part, ...]) -> list[int]:
    return [0, *accumulate(len(part.messages) for part in parts)][:-1]


@given(st.integers(0, 10_000), st.integers(150, 400), st.sampled_from([0, 200]), st.sampled_from([0.1, 0.3, 1.1]))
@settings(max_examples=30)
def test_new_messages_change_no_part_before_the_stated_look_back(
    seed: int, size: int, least: int, threshold: float
) -> None:
    talk = rambling(seed, size + GROWTH)
    before = split(talk[:size], BUDGET, threshold, least_tokens=least)
    kept = settled(before)
    assert kept or size < 250
    assert split(talk, BUDGET, threshold, least_tokens=least)[: len(kept)] == kept


def test_a_thread_grown_by_twenty_messages_costs_one_part_or_two() -> None:
    changed = []
    for seed in range(10):
        talk = rambling(seed, 700 + GROWTH)
        before, after = split(talk[:-GROWTH], 1500), split(talk, 1500)
        changed.append(len(set(after) - set(before)))
    assert sum(changed) / len(changed) <= 2
    assert min(changed) >= 1
