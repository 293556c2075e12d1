"""Phrases found in words: whole words, any number of phrases, in one look at each word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from core.text.words import words

V = TypeVar("V")


class Phrases(Generic[V]):
    """Values by phrases. A `*` at the end of a phrase's last word stands for any ending, unless it is the only word."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, V]]] = defaultdict(list)
        for phrase, value in phrases.items():
            first, *rest = words(phrase)
            start = rest.pop() if phrase.endswith("*") else ""
            self._by_first[first].append((tuple(rest), start, value))
        self._firsts = frozenset(self._by_first)

    def find(self, said: Sequence[str]) -> Iterator[V]:
        """The value of each phrase wherever it stands, in order; `said` as `core.text.words.words` gives it."""
        if self._firsts.isdisjoint(said):  # most messages
            return
        for place, word in enumerate(said):
            if word in self._by_first:
                for rest, start, value in self._by_first[word]:
                    after = place + 1 + len(rest)
                    if tuple(said[place + 1 : after]) == rest and _begins(said, after, start):
                        yield value


def _begins(said: Sequence[str], place: int, start: str) -> bool:
    return not start or (place < len(said) and said[place].startswith(start))
