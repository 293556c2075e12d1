"""Cohesion by shared words, after TextTiling (Hearst 1997): how alike the words on both sides of a place are.

On QMSum's training meetings the Bhattacharyya coefficient finds topics better than the cosine of counts does. Windows
twice as large are a little better there, but hide the short topics of chat.
"""

from collections import Counter, deque
from collections.abc import Sequence
from math import sqrt

from core.text.words import content

WINDOW_WORDS = 100  # stems of content words on each side
WINDOW_MAX_MESSAGES = 60  # so that a run of "ok" does not reach back for ever


class Lexical:
    """An implementation of `core.ports.Cohesion`: standard library, linear time."""

    reach = WINDOW_MAX_MESSAGES

    def similarities(self, texts: Sequence[str]) -> list[float]:
        stems = [content(text) for text in texts]
        before, after = _Window(), _Window()
        upcoming = 0
        out = []
        for place in range(1, len(stems)):
            before.append(stems[place - 1])
            before.shrink()
            if after.messages:
                after.drop_first()
            upcoming = max(upcoming, place)
            while upcoming < len(stems) and not after.full:
                after.append(stems[upcoming])
                upcoming += 1
            out.append(_alike(before.counts, after.counts, before.words * after.words))
        return out


class _Window:
    """Word counts of neighbouring messages: at least `WINDOW_WORDS` words, unless there are too many messages."""

    def __init__(self) -> None:
        self.messages: deque[list[str]] = deque()
        self.counts: Counter[str] = Counter()
        self.words = 0

    @property
    def full(self) -> bool:
        return self.words >= WINDOW_WORDS or len(self.messages) >= WINDOW_MAX_MESSAGES

    def append(self, stems: list[str]) -> None:
        self.messages.append(stems)
        self.counts.update(stems)
        self.words += len(stems)

    def drop_first(self) -> None:
        stems = self.messages.popleft()
        self.words -= len(stems)
        for stem in stems:
            self.counts[stem] -= 1
            if not self.counts[stem]:
                del self.counts[stem]

    def shrink(self) -> None:
        while len(self.messages) > WINDOW_MAX_MESSAGES or self.words - len(self.messages[0]) >= WINDOW_WORDS:
            self.drop_first()


def _alike(one: Counter[str], other: Counter[str], words: int) -> float:
    """Bhattacharyya coefficient of two word distributions; `words` is the product of their totals."""
    if len(one) > len(other):
        one, other = other, one
    return sum(sqrt(count * other[word]) for word, count in one.items() if word in other) / sqrt(words or 1)
