"""How much each candidate matters, before any is chosen."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.offline.candidates import Candidate
from core.offline.features import features, is_broken, is_finished
from core.offline.focus import focus_weights
from core.offline.trained import Trained, load
from core.offline.vocabulary import expected_counts
from core.text.words import STOP_WORDS, length

_ECHO_WEIGHT = 0.35  # ten reactions nearly double what a message weighs
_QUALITY_POWER = 0.7
_LOOKED_AT = 1500  # candidates: a summary says a dozen of them
_BROKEN_WEIGHT = 0.3  # stops before it has said what it was going to
_UNFINISHED_WEIGHT = 0.6  # begins or ends in the middle of something, as speech does
_SHORT_WORDS, _SHORT_WEIGHT = 7, 0.6
_LONG_WORDS, _LONG_WEIGHT = 50, 0.6  # nobody reads a point of five lines
_TINY_WORDS, _TINY_WEIGHT = 5, 0.2
_ASKS_OR_CALLS = re.compile(r"^@?[\w|.-]+[:,]\s|[?？؟]\W*$")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate, the stems that carry its meaning, and how much each of its words weighs (1 is usual)."""

    candidate: Candidate
    stems: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates in their order, and how often a summary would use each stem."""

    ranked: list[Ranked]
    expected: dict[str, float]


def rank(
    candidates: Sequence[Candidate], summary_words: int, focus: str | None = None, trained: Trained | None = None
) -> Ranking:
    """Those that may be chosen, in their order, with their weights."""
    trained = trained or load()
    expected = expected_counts(candidates, summary_words, trained)
    marked = _sets_marks(candidates)
    plain = [
        readable(c, marked) * wanted * (1 + _ECHO_WEIGHT * math.log1p(c.echo))
        for c, wanted in zip(candidates, focus_weights(candidates, focus), strict=True)
    ]
    places = _promising(candidates, plain, expected)
    ranked = []
    for i, row in zip(places, features(candidates, expected, places), strict=True):
        stems = frozenset(s for s in candidates[i].stems if s not in STOP_WORDS)
        ranked.append(Ranked(candidates[i], stems, plain[i] * trained.sentences.probability(row) ** _QUALITY_POWER))
    return Ranking(ranked, expected)


def _promising(candidates: Sequence[Candidate], plain: Sequence[float], expected: Mapping[str, float]) -> Sequence[int]:
    """Places of those that the trees look at, in order: all, or of very many those with the likeliest words."""
    if len(candidates) <= _LOOKED_AT:
        return range(len(candidates))
    likely = {s: min(1.0, x) for s, x in expected.items() if s not in STOP_WORDS}
    score = [
        weight * sum(likely.get(s, 0.0) for s in c.stems) / max(_SHORT_WORDS, len(c.stems)) ** 0.7
        for c, weight in zip(candidates, plain, strict=True)
    ]
    return sorted(sorted(range(len(candidates)), key=lambda i: -score[i])[:_LOOKED_AT])


def readable(candidate: Candidate, marked: bool) -> float:
    """Less than 1 for what reads like a piece. `marked`: in this conversation sentences end with a mark."""
    weight = _BROKEN_WEIGHT if is_broken(candidate) else 1.0
    if marked and not (candidate.text[0].isupper() and is_finished(candidate)):
        weight *= _UNFINISHED_WEIGHT
    size = length(candidate.text)
    if size > _LONG_WORDS:
        weight *= _LONG_WEIGHT
    if size < _SHORT_WORDS:
        weight *= _TINY_WEIGHT if size < _TINY_WORDS else _SHORT_WEIGHT
    return weight


def stands_alone(candidate: Candidate) -> bool:
    """Whether somebody is known to state it, neither asking nor calling one person."""
    return bool(candidate.author.name.strip()) and not _ASKS_OR_CALLS.search(candidate.text)


def _sets_marks(candidates: Sequence[Candidate]) -> bool:
    return sum(is_finished(c) for c in candidates) > len(candidates) / 2
