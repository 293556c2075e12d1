"""Cohesion by shared words, after TextTiling (Hearst 1997): how alike the words on both sides of a place are.

On QMSum's training meetings the Bhattacharyya coefficient finds topics better than the cosine of counts does. Windows
twice as large are a little better there, but hide the short topics of chat.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from functools import cache
from math import isqrt, sqrt

from core.text.words import content

WINDOW_WORDS = 100  # stems of content words on each side
WINDOW_MAX_MESSAGES = 60  # so that a run of "ok" does not reach back for ever
# Roots are whole numbers of such parts: sums of them have no rounding that would depend on what came before.
_ROOT_SCALE_BITS = 32


class Lexical:
    """An implementation of `core.ports.Cohesion`: standard library, linear time."""

    reach = WINDOW_MAX_MESSAGES

    def similarities(self, texts: Sequence[str]) -> list[float]:
        stems = [content(text) for text in texts]
        before, after = _Window(), _Window()
        shared = upcoming = 0
        out = []
        for place in range(1, len(stems)):
            if after.messages:
                shared += after.drop_first(before.counts)
            shared += before.append(stems[place - 1], after.counts)
            while before.has_too_much:
                shared += before.drop_first(after.counts)
            upcoming = max(upcoming, place)
            while upcoming < len(stems) and not after.full:
                shared += after.append(stems[upcoming], before.counts)
                upcoming += 1
            out.append(shared / (sqrt(before.words * after.words or 1) * (1 << _ROOT_SCALE_BITS)))
        return out


class _Window:
    """Word counts of neighbouring messages: at least `WINDOW_WORDS` words, unless there are too many messages.

    What is added or dropped returns by how much the sum changes that the Bhattacharyya coefficient is made of: of the
    roots of each word's count here times its count in the `other` window.
    """

    def __init__(self) -> None:
        self.messages: deque[list[str]] = deque()
        self.counts: dict[str, int] = {}
        self.words = 0

    @property
    def full(self) -> bool:
        return self.words >= WINDOW_WORDS or len(self.messages) >= WINDOW_MAX_MESSAGES

    @property
    def has_too_much(self) -> bool:
        return len(self.messages) > WINDOW_MAX_MESSAGES or self.words - len(self.messages[0]) >= WINDOW_WORDS

    def append(self, stems: list[str], other: Mapping[str, int]) -> int:
        self.messages.append(stems)
        self.words += len(stems)
        return self._counted(stems, 1, other)

    def drop_first(self, other: Mapping[str, int]) -> int:
        stems = self.messages.popleft()
        self.words -= len(stems)
        return self._counted(stems, -1, other)

    def _counted(self, stems: list[str], by: int, other: Mapping[str, int]) -> int:
        counts, change = self.counts, 0
        for stem in stems:
            had = counts.get(stem, 0)
            counts[stem] = had + by
            if there := other.get(stem):
                change += _root((had + by) * there) - _root(had * there)
        return change


@cache
def _root(number: int) -> int:
    return isqrt(number << 2 * _ROOT_SCALE_BITS)
