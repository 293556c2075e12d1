"""Statements with the messages around their sources, redacted as they left, for one more call about them."""

from collections.abc import Iterable
from typing import Any

from core.redaction.outgoing import Outgoing

NEIGHBOURS = 2  # messages on each side of a source: enough to see what "it" is


def around(sources: Iterable[int], outgoing: Outgoing) -> list[list[Any]]:
    """`[number, author, text]` of the sources that exist and their neighbours, in order, each once."""
    last = len(outgoing.lines)
    near = {n for s in sources if 1 <= s <= last for n in range(s - NEIGHBOURS, s + NEIGHBOURS + 1) if 1 <= n <= last}
    return [item(n, outgoing) for n in sorted(near)]


def item(number: int, outgoing: Outgoing) -> list[Any]:
    line = outgoing.lines[number - 1]
    return [number, int(line.author.removeprefix("<PERSON_").removesuffix(">")), line.text]
