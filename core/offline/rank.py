"""How much each candidate matters, before any is chosen."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.offline.candidates import Candidate
from core.text.words import content

_FOCUS = 3.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate, the stems it is about, and its score (higher is better)."""

    candidate: Candidate
    stems: frozenset[str]
    score: float


def rank(candidates: Sequence[Candidate], focus: str | None = None) -> list[Ranked]:
    """One for each candidate, in the same order."""
    stems = [frozenset(content(c.text)) for c in candidates]
    spread = Counter(s for each in stems for s in each)
    wanted = frozenset(content(focus or ""))
    return [Ranked(c, s, _score(c, s, spread, wanted)) for c, s in zip(candidates, stems, strict=True)]


def _score(candidate: Candidate, stems: frozenset[str], spread: Counter[str], wanted: frozenset[str]) -> float:
    central = sum(math.log(1 + spread[s]) for s in stems)
    echo = 1 + 0.2 * math.log1p(candidate.echo)
    return central * echo * (1 + _FOCUS * len(stems & wanted))
