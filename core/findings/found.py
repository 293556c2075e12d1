"""A finding on its way: the statement, where it falls, and how sure it is."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.summary import ActionItem, Decision
from core.text.words import length

S = TypeVar("S", ActionItem, Decision)
CERTAIN = math.inf  # marked by the people themselves


@dataclass(frozen=True, slots=True)
class Found(Generic[S]):
    """`message` is the index where it falls, `utterances` those it was made of, `score` the classifier's."""

    message: int
    statement: S
    score: float = CERTAIN
    utterances: tuple[int, ...] = ()


def fitting(found: Iterable[Found[S]], max_words: int | None) -> list[Found[S]]:
    """All that is certain, and the surest of the rest within so many words, in the order given."""
    everything = list(found)
    if max_words is None:
        return everything
    left = max_words - sum(length(f.statement.text) for f in everything if f.score == CERTAIN)
    kept = set()
    for n, f in sorted(enumerate(everything), key=lambda pair: -pair[1].score):
        if f.score == CERTAIN:
            kept.add(n)
        elif length(f.statement.text) <= left:
            left -= length(f.statement.text)
            kept.add(n)
    return [f for n, f in enumerate(everything) if n in kept]
