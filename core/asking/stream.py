"""Statements out of an answer while it is being written."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.asking.schema import KINDS

_STATEMENT_DEPTH = 3  # an object in an array in an object
_OPENING, _CLOSING = "{[", "}]"
_MARK = re.compile(r'["{}\[\]]')
_IN_STRING = re.compile(r'"|\\.', re.DOTALL)  # what is escaped ends nothing


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as the model wrote it: `sources` are numbers, the texts hold placeholders; nothing is checked yet."""

    kind: str
    text: str
    sources: tuple[int, ...]
    owner: str | None = None
    due: str | None = None


class AnswerReader:
    """Reads an answer piece by piece. Prose around the JSON is skipped; what is cut off is no statement."""

    def __init__(self) -> None:
        self._text = ""
        self._at = self._depth = self._start = 0
        self._in_string = False
        self.broken = 0  # objects that are no statements

    def read(self, piece: str) -> Iterator[Stated]:
        """The statements that this piece completes."""
        self._text += piece
        while mark := (_IN_STRING if self._in_string else _MARK).search(self._text, self._at):
            char, self._at = mark[0], mark.end()
            if char == '"':
                self._in_string = not self._in_string and self._depth > 0
            elif char in _OPENING:
                self._open(char)
            elif char in _CLOSING and self._depth and self._closes():
                yield from self._statement()

    @property
    def complete(self) -> bool:
        """Whether the answer was begun and ended."""
        return bool(self._text) and "{" in self._text and self._depth == 0

    def _open(self, char: str) -> None:
        if self._depth or char == "{":  # a bracket in prose before the answer opens nothing
            self._depth += 1
        if self._depth == _STATEMENT_DEPTH and char == "{":
            self._start = self._at - 1

    def _closes(self) -> bool:
        self._depth -= 1
        return self._depth == _STATEMENT_DEPTH - 1 and self._text[self._at - 1] == "}"

    def _statement(self) -> Iterator[Stated]:
        try:
            stated = _stated(json.loads(self._text[self._start : self._at]))
        except ValueError:
            stated = None
        if stated:
            yield stated
        else:
            self.broken += 1


def _stated(given: Any) -> Stated | None:
    """Servers that know no schema may write anything."""
    kind, text, sources = given.get("kind"), given.get("text"), given.get("sources")
    if kind not in KINDS or not isinstance(text, str) or not text.strip() or not isinstance(sources, list):
        return None
    numbers = tuple(dict.fromkeys(n for n in sources if isinstance(n, int) and not isinstance(n, bool)))
    owner, due = given.get("owner"), given.get("due")
    return Stated(
        kind, text.strip(), numbers, owner if isinstance(owner, str) else None, due if isinstance(due, str) else None
    )
