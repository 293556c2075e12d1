"""Cohesion by shared words, after TextTiling (Hearst 1997): how alike the words on both sides of a place are.

On QMSum's training meetings the Bhattacharyya coefficient finds topics better than the cosine of counts does. Windows
twice as large are a little better there, but hide the short topics of chat.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import cache
from math import isqrt, sqrt

from core.text.words import content, stems

WINDOW_WORDS = 100  # stems of content words on each side
WINDOW_MAX_MESSAGES = 60  # so that a run of "ok" does not reach back for ever
# Roots are whole numbers of such parts: sums of them have no rounding that would depend on what came before.
_ROOT_SCALE_BITS = 32


_BEFORE, _AFTER = 0, 1

_Counts = list[int]  # of one word: how often it stands in the window before a place, and in the one after


class Lexical:
    """An implementation of `core.ports.Cohesion`: standard library, linear time.

    `words` are those of each text (`core.text.words.words`), where whoever asks has them already.
    """

    reach = WINDOW_MAX_MESSAGES

    def __init__(self, words: Sequence[Sequence[str]] | None = None) -> None:
        self._words = words

    def similarities(self, texts: Sequence[str]) -> list[float]:
        counts: dict[str, _Counts] = defaultdict(lambda: [0, 0])
        said = map(content, texts) if self._words is None else map(stems, self._words)
        spoken = [[counts[stem] for stem in message] for message in said]
        before, after = _Window(_BEFORE, _AFTER), _Window(_AFTER, _BEFORE)
        shared = upcoming = 0
        out = []
        for place in range(1, len(spoken)):
            if after.messages:
                shared += after.drop_first()
            shared += before.append(spoken[place - 1])
            while before.has_too_much:
                shared += before.drop_first()
            upcoming = max(upcoming, place)
            while upcoming < len(spoken) and not after.full:
                shared += after.append(spoken[upcoming])
                upcoming += 1
            out.append(shared / (sqrt(before.words * after.words or 1) * (1 << _ROOT_SCALE_BITS)))
        return out


class _Window:
    """Neighbouring messages by their words' counts: at least `WINDOW_WORDS` words, unless there are too many messages.

    What is added or dropped returns by how much the sum changes that the Bhattacharyya coefficient is made of: of the
    roots of each word's count on this `side` times its count on the `other`.
    """

    def __init__(self, side: int, other: int) -> None:
        self._side, self._other = side, other
        self.messages: deque[list[_Counts]] = deque()
        self.words = 0

    @property
    def full(self) -> bool:
        return self.words >= WINDOW_WORDS or len(self.messages) >= WINDOW_MAX_MESSAGES

    @property
    def has_too_much(self) -> bool:
        return len(self.messages) > WINDOW_MAX_MESSAGES or self.words - len(self.messages[0]) >= WINDOW_WORDS

    def append(self, message: list[_Counts]) -> int:
        self.messages.append(message)
        self.words += len(message)
        return self._counted(message, 1)

    def drop_first(self) -> int:
        message = self.messages.popleft()
        self.words -= len(message)
        return self._counted(message, -1)

    def _counted(self, message: Iterable[_Counts], by: int) -> int:
        side, other, change = self._side, self._other, 0
        for counts in message:
            had = counts[side]
            counts[side] = had + by
            if there := counts[other]:
                change += _root((had + by) * there) - _root(had * there)
        return change


@cache
def _root(number: int) -> int:
    return isqrt(number << 2 * _ROOT_SCALE_BITS)
