"""Cohesion by shared words, after TextTiling (Hearst 1997): how alike the words on both sides of a place are.

On QMSum's training meetings the Bhattacharyya coefficient finds topics better than the cosine of counts does. Windows
twice as large are a little better there, but hide the short topics of chat.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import isqrt, sqrt

from core.text.words import content, stems

WINDOW_WORDS = 100  # stems of content words on each side
WINDOW_MAX_MESSAGES = 60  # so that a run of "ok" does not reach back for ever
# Roots are whole numbers of such parts: sums of them have no rounding that would depend on what came before.
_ROOT_SCALE_BITS = 32


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
        windows = _Windows([[counts[stem] for stem in message] for message in said])
        return [windows.similarity(place) for place in range(1, len(texts))]


class _Windows:
    """Neighbouring messages on both sides of a place, by their words' counts.

    Each side has at least `WINDOW_WORDS` words, unless there are too many messages. `_shared` is the sum that the
    Bhattacharyya coefficient is made of: of the roots of each word's count on one side times its count on the other.
    """

    def __init__(self, said: Sequence[Sequence[_Counts]]) -> None:
        self._said = said
        self._first = self._place = self._end = 0  # the messages before the place begin here, those after it end here
        self._before = self._after = self._shared = 0  # words on each side

    def similarity(self, place: int) -> float:
        """Places are asked for one after the other."""
        if self._end < place:
            self._enter()
        self._pass()
        while self._has_too_much():
            self._leave()
        while self._end < len(self._said) and self._lacks():
            self._enter()
        return self._shared / (sqrt(self._before * self._after or 1) * (1 << _ROOT_SCALE_BITS))

    def _has_too_much(self) -> bool:
        words = self._before - len(self._said[self._first])
        return self._place - self._first > WINDOW_MAX_MESSAGES or words >= WINDOW_WORDS

    def _lacks(self) -> bool:
        return self._after < WINDOW_WORDS and self._end - self._place < WINDOW_MAX_MESSAGES

    def _enter(self) -> None:
        """The next message is the last one after the place."""
        message = self._said[self._end]
        self._end += 1
        self._after += len(message)
        for counts in message:
            before, after = counts
            counts[1] = after + 1
            if before:
                self._shared += _root(before * (after + 1)) - _root(before * after)

    def _pass(self) -> None:
        """The place moves on: the first message after it is the last one before it."""
        message = self._said[self._place]
        self._place += 1
        self._before += len(message)
        self._after -= len(message)
        for counts in message:
            before, after = counts
            counts[0], counts[1] = before + 1, after - 1
            if before or after > 1:
                self._shared += _root((before + 1) * (after - 1)) - _root(before * after)

    def _leave(self) -> None:
        """The first message before the place is none of its neighbours any more."""
        message = self._said[self._first]
        self._first += 1
        self._before -= len(message)
        for counts in message:
            before, after = counts
            counts[0] = before - 1
            if after:
                self._shared += _root((before - 1) * after) - _root(before * after)


@cache
def _root(number: int) -> int:
    return isqrt(number << 2 * _ROOT_SCALE_BITS)
