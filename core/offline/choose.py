"""Chooses what is said: what matters most, each thing once, within a number of words."""

from collections.abc import Sequence

from core.offline.rank import Ranked
from core.text.words import length

_NEAR_DUPLICATE = 0.6  # share of the shorter one's stems


def choose(ranked: Sequence[Ranked], words: int) -> list[Ranked]:
    """The best that fit into `words`, in the order in which they were said."""
    chosen: list[Ranked] = []
    for one in sorted(ranked, key=lambda r: (-r.score, r.candidate.message, r.candidate.place)):
        if words < 3:
            break
        size = length(one.candidate.text)
        if size <= words and not any(alike(one.stems, other.stems) for other in chosen):
            chosen.append(one)
            words -= size
    return sorted(chosen, key=lambda r: (r.candidate.message, r.candidate.place))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences say nearly the same."""
    return len(one & other) >= _NEAR_DUPLICATE * min(len(one), len(other))
