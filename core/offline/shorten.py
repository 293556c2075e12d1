"""Makes a statement fit where it is longer than everything that may be said."""

import re

from core.text.graphemes import cut
from core.text.words import length

_CLAUSE_END = re.compile(r"[,;:–—、，；](?=\s|\D)|\s-\s")


def shorten(text: str, words: int) -> str:
    """A start of the text of at most `words` words, up to a clause where that keeps half; empty where none fits."""
    if length(text) <= words:
        return text
    if words < 1:
        return ""
    start = _longest_start(text, words)
    ends = [m.start() for m in _CLAUSE_END.finditer(start) if m.start() >= len(start) / 2]
    return (start[: ends[-1]] if ends else start).rstrip(" ,;:-–—、，；") + "…"


def _longest_start(text: str, words: int) -> str:
    """Whole words where there are spaces, whole visible characters where a word alone is too long."""
    start = ""
    for token in text.split():
        longer = f"{start} {token}" if start else token
        if length(longer) > words:
            room = 2 * (words - length(start)) if length(token) > 1 else 0
            return f"{start} {cut(token, room)}".strip() if room else start
        start = longer
    return start
