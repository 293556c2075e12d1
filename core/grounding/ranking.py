"""What tells whether a message supports a claim, as numbers that trained trees weigh (tests/training/citations.py)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.models import Message
from core.text.words import STOP_WORDS, content, stem, words

_ASKING = frozenset("whether how what which if".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A message, prepared once for many claims."""

    stems: Counter[str]
    pairs: frozenset[tuple[str, str]]
    author: frozenset[str]
    words: int
    asks: bool

    @classmethod
    def of(cls, message: Message) -> "Said":
        tokens = words(message.text)
        return cls(
            stems=Counter(content(message.text)),
            pairs=frozenset(pairwise(map(stem, tokens))),
            author=frozenset(words(message.author.name)),
            words=len(message.text.split()),
            asks="?" in message.text,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A claim as it is searched for: the weight of each stem, and what the claim is like."""

    weights: Mapping[str, float]
    words: Sequence[str]
    pairs: frozenset[tuple[str, str]]
    initials: frozenset[str]
    asks: bool

    @classmethod
    def of(cls, claim: str, weights: Mapping[str, float]) -> "Query":
        tokens = words(claim)
        return cls(
            weights=weights,
            words=tokens,
            pairs=frozenset(pairwise(map(stem, tokens))),
            initials=_initials(tokens),
            asks=bool(_ASKING & set(tokens[:1])) or "?" in claim,
        )


def features(query: Query, said: Sequence[Said], i: int, scores: Sequence[float], near: float) -> list[float]:
    """The numbers for message i.

    `scores`: how well each message matches by words, 1 for the best; `near`: message i with those around it, likewise.
    """
    message = said[i]
    found = [query.weights[s] for s in message.stems if s in query.weights]
    by_name = bool(message.author & set(query.words))
    by_role = bool(message.author & query.initials)
    return [
        scores[i],
        near,
        sum(found) / (sum(query.weights.values()) or 1.0),
        max(found, default=0.0),
        float(len(found)),
        float(len(message.stems)),
        float(message.words),
        _around(scores, i, 1),
        _around(scores, i, 3),
        _around(scores, i, 8),
        i / len(said),
        float(len(message.pairs & query.pairs)),
        by_name + 2.0 * by_role,
        float(message.asks),
        float(query.asks),
        float("will" in query.words),
        float(len(query.words)),
        math.log(len(said)),
    ]


def _around(scores: Sequence[float], i: int, reach: int) -> float:
    return sum(scores[max(0, i - reach) : i + reach + 1]) - scores[i]


def _initials(tokens: Sequence[str]) -> frozenset[str]:
    """Initials of two or three words that stand together: what a project manager says is written by "PM"."""
    found = {"".join(w[0] for w in tokens[i : i + n]) for n in (2, 3) for i in range(len(tokens) - n + 1)}
    return frozenset(found - STOP_WORDS)
