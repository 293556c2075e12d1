"""Which messages a claim rests on: words in common weighed by how rare they are, and the messages around."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from core.models import Message
from core.text.words import content

MOST = 10
_K1, _B = 1.2, 0.5  # BM25: how soon repetition stops counting, how much length does
_AROUND = ((1, 0.35), (2, 0.15))  # share of its neighbours' scores that a message gets, by distance


class Index:
    """The messages of one conversation, prepared once for many claims."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._ids = [m.id for m in messages]
        said = [Counter(content(f"{m.author.name} {m.text}")) for m in messages]
        mean = sum(c.total() for c in said) / max(1, len(said)) or 1.0
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, counts in enumerate(said):
            norm = _K1 * (1 - _B + _B * counts.total() / mean)
            for word, count in counts.items():
                self._postings[word].append((i, count * (_K1 + 1) / (count + norm)))

    def cite(self, claim: str) -> tuple[str, ...]:
        """Ids of the messages nearest to the claim, best first, at most `MOST`; none where no word is shared."""
        own = [0.0] * len(self._ids)
        for word in set(content(claim)):
            found = self._postings.get(word, [])
            rarity = math.log(1 + (len(own) - len(found) + 0.5) / (len(found) + 0.5))
            for i, weight in found:
                own[i] += rarity * weight
        scores = {i: x + self._around(own, i) for i, x in enumerate(own) if x}
        return tuple(self._ids[i] for i in sorted(scores, key=lambda i: (-scores[i], i))[:MOST])

    @staticmethod
    def _around(own: Sequence[float], i: int) -> float:
        near = ((i + step * d, share) for d, share in _AROUND for step in (-1, 1))
        return sum(own[j] * share for j, share in near if 0 <= j < len(own))
