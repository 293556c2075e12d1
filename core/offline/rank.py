"""How much each candidate matters, before any is chosen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.offline.candidates import Candidate
from core.offline.features import features, is_broken
from core.offline.trained import Trained, load
from core.offline.vocabulary import expected_counts
from core.text.words import STOP_WORDS, content

_FOCUS_WEIGHT = 4.0
_ECHO_WEIGHT = 0.35  # ten reactions nearly double what a message weighs
_QUALITY_POWER = 0.5
_BROKEN_WEIGHT = 0.4
_SHORT_WORDS, _SHORT_WEIGHT = 7, 0.6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate, the stems that carry its meaning, and how much each of its words weighs (1 is usual)."""

    candidate: Candidate
    stems: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates in their order, and how often a summary would use each stem."""

    ranked: list[Ranked]
    expected: dict[str, float]


def rank(
    candidates: Sequence[Candidate], summary_words: int, focus: str | None = None, trained: Trained | None = None
) -> Ranking:
    trained = trained or load()
    expected = expected_counts(candidates, summary_words, trained)
    wanted = frozenset(content(focus or ""))
    ranked = []
    for candidate, row in zip(candidates, features(candidates, expected), strict=True):
        stems = frozenset(s for s in candidate.stems if s not in STOP_WORDS)
        weight = trained.sentences.probability(row) ** _QUALITY_POWER * _readable(candidate)
        weight *= 1 + _ECHO_WEIGHT * math.log1p(candidate.echo)
        weight *= 1 + _FOCUS_WEIGHT * len(stems & wanted)
        ranked.append(Ranked(candidate, stems, weight))
    return Ranking(ranked, expected)


def _readable(candidate: Candidate) -> float:
    weight = _BROKEN_WEIGHT if is_broken(candidate) else 1.0
    return weight * (_SHORT_WEIGHT if len(candidate.stems) < _SHORT_WORDS else 1.0)
