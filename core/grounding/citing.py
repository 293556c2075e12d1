"""Which messages a claim rests on: searched by words, the best ranked by a small trained part."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from core import weights
from core.grounding.ranking import Query, Said, features
from core.grounding.synonyms import SYNONYMS
from core.learned.trees import Trees
from core.models import Message
from core.text.words import content

MOST = 10
_RANKED = 50  # of the messages nearest by words
_K1, _B = 1.2, 0.5  # BM25: how soon repetition stops counting, how much length does
_SYNONYM = 0.4  # what another word for the same counts
_NEIGHBOURS = ((1, 0.35), (2, 0.2), (3, 0.1))  # distance, and the share of its score that a message gets


class Index:
    """The messages of one conversation, prepared once for many claims; a claim costs what its words are used."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._ids = [m.id for m in messages]
        self._said = [Said.of(m) for m in messages]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        mean = sum(s.stems.total() for s in self._said) / max(1, len(messages)) or 1.0
        for i, said in enumerate(self._said):
            norm = _K1 * (1 - _B + _B * said.stems.total() / mean)
            for word, count in said.stems.items():
                self._postings[word].append((i, count * (_K1 + 1) / (count + norm)))

    def cite(self, claim: str) -> tuple[str, ...]:
        """Ids of the messages nearest to the claim, best first, at most `MOST`; none where no word is shared."""
        chance = {i: _model().probability(row) for i, row in self.candidates(claim).items()}
        return tuple(self._ids[i] for i in sorted(chance, key=lambda i: (-chance[i], i))[:MOST])

    def candidates(self, claim: str) -> dict[int, list[float]]:
        """The places of the messages worth ranking, nearest by words first, with the numbers that rank them."""
        query = Query.of(claim, self._weights(claim))
        scores = [0.0] * len(self._ids)
        for word, weight in query.weights.items():
            for i, strength in self._postings.get(word, ()):
                scores[i] += weight * strength
        best = max(scores, default=0.0)
        scores = [x / best for x in scores] if best else scores
        near = {i: x + _of_neighbours(scores, i) for i, x in enumerate(scores) if x}
        ranked = sorted(near, key=lambda i: (-near[i], i))[:_RANKED]
        return {i: features(query, self._said, i, scores, near[i] / near[ranked[0]]) for i in ranked}

    def _weights(self, claim: str) -> Mapping[str, float]:
        """Stems to search and how much each counts: its rarity here, less for another word for the same."""
        out: dict[str, float] = {}
        for word in content(claim):
            out[word] = self._rarity(word)
            for other in sorted(SYNONYMS.get(word, ())):
                if other in self._postings:
                    out.setdefault(other, _SYNONYM * self._rarity(other))
        return out

    def _rarity(self, word: str) -> float:
        found = len(self._postings.get(word, ()))
        return math.log(1 + (len(self._ids) - found + 0.5) / (found + 0.5))


def _of_neighbours(scores: Sequence[float], i: int) -> float:
    near = ((i + step * d, share) for d, share in _NEIGHBOURS for step in (-1, 1))
    return sum(scores[j] * share for j, share in near if 0 <= j < len(scores))


@cache
def _model() -> Trees:
    return Trees(weights.load("citations"))
