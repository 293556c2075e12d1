"""The people of a workspace, found by name in one pass over a text however many they are (Aho-Corasick)."""

from collections.abc import Iterable, Iterator

import ahocorasick

from core.redaction.people import Member, Name, fold, names
from core.redaction.spans import Finding
from core.redaction.view import has_no_spaces


class Roster:
    def __init__(self, members: Iterable[Member]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in names(members):
            self._automaton.add_word(fold(name.written), name)
        self._empty = not len(self._automaton)
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Finding]:
        """Names that stand as words of their own, with the @ of a mention; words that are names too only as names."""
        if self._empty:
            return
        for last, name in self._automaton.iter(fold(text)):
            start, end = last + 1 - len(name.written), last + 1
            if _is_word(text, start, end) and _is_name(text, start, end, name):
                start -= text[start - 1 : start] == "@"
                yield Finding("PERSON", start, end, 0.95, person=name.member)


def _is_word(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(behind, text[end - 1]))


def _joins(outer: str, inner: str) -> bool:
    """Whether the two characters belong to one word: letters and digits of a script with spaces."""
    return outer.isalnum() and inner.isalnum() and not has_no_spaces(outer) and not has_no_spaces(inner)


def _is_name(text: str, start: int, end: int, name: Name) -> bool:
    return not name.strict or text[start:end] == name.written or text[start - 1 : start] == "@"
