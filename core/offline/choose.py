"""Chooses what is said: the words that a summary most likely uses, each thing once, within a number of words."""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Sequence

from core.offline.rank import Ranked, Ranking
from core.text.words import STOP_WORDS, length

_NEAR_DUPLICATE = 0.6  # share of the shorter one's stems
_GLUE = 0.6  # what a stop word that a summary would use counts beside one that carries meaning
_LENGTH_POWER = 0.7  # below 1: one long sentence before two short ones
_FEWEST_WORDS = 6  # what fits into less says little, unless it is all there is


def choose(ranking: Ranking, words: int) -> list[Ranked]:
    """The best that fit into `words`, in the order in which they were said.

    Greedy maximum coverage (Lin and Bilmes 2011, "A class of submodular functions for document summarization"): each
    step takes the sentence whose words add most per word, counting only what the chosen ones have not said yet.
    """
    gain = _Gain(ranking)
    chosen: list[Ranked] = []
    waiting = [(-gain(r), i, r) for i, r in enumerate(ranking.ranked)]
    heapq.heapify(waiting)
    while waiting and (words >= _FEWEST_WORDS or not chosen):
        _, i, best = heapq.heappop(waiting)
        if (size := length(best.candidate.text)) > words or any(alike(best.stems, r.stems) for r in chosen):
            continue
        # Gains only fall as more is said: one still ahead of the next one's old gain is the best of all.
        if waiting and -(now := gain(best)) > waiting[0][0]:
            heapq.heappush(waiting, (-now, i, best))
            continue
        chosen.append(best)
        gain.say(best)
        words -= size
    return in_order(chosen)


def in_order(ranked: Sequence[Ranked]) -> list[Ranked]:
    """As they were said."""
    return sorted(ranked, key=lambda r: (r.candidate.message, r.candidate.place))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences say nearly the same."""
    return len(one & other) >= _NEAR_DUPLICATE * min(len(one), len(other))


class _Gain:
    """What a sentence adds to those chosen, per word: how likely the summary uses each of its words once more."""

    def __init__(self, ranking: Ranking) -> None:
        self._expected = ranking.expected
        self._said: Counter[str] = Counter()
        self._likely: Callable[[str, int], float] = _memo(self._once_more)

    def __call__(self, ranked: Ranked) -> float:
        here: Counter[str] = Counter()
        total = 0.0
        for stem in ranked.candidate.stems:
            here[stem] += 1
            total += self._likely(stem, self._said[stem] + here[stem])
        size = max(1, length(ranked.candidate.text))
        return total * ranked.weight / float(size**_LENGTH_POWER)

    def say(self, ranked: Ranked) -> None:
        self._said.update(ranked.candidate.stems)

    def _once_more(self, stem: str, times: int) -> float:
        weight = _GLUE if stem in STOP_WORDS else 1.0
        return weight * _at_least(times, self._expected.get(stem, 0.0))


def _memo(function: Callable[[str, int], float]) -> Callable[[str, int], float]:
    known: dict[tuple[str, int], float] = {}

    def remembered(stem: str, times: int) -> float:
        key = (stem, times)
        if key not in known:
            known[key] = function(stem, times)
        return known[key]

    return remembered


def _at_least(times: int, mean: float) -> float:
    """The chance that a Poisson count with this mean reaches `times`."""
    term, below = math.exp(-mean), 0.0
    for i in range(times):
        below += term
        term *= mean / (i + 1)
    return max(0.0, 1 - below)
