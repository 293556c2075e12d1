"""Messages that give orders to the summarizer. They are left out and counted: text from chat is data.

A message is judged by what it says, not by who sent it. No single word decides: cues (cues.py) add up, and an order
needs to be an order and to be meant for the machine. "Ignore my previous message" has the first and not the second.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.instructions.cues import CUES, worth_a_look

ENOUGH = 1.0
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def is_instruction(text: str) -> bool:
    """Whether the text orders the summarizer about. Case, full-width and zero-width characters do not hide it."""
    return bool(instructions([text]))


def instructions(texts: Iterable[str]) -> frozenset[int]:
    """The places of those that do."""
    plain = list(map(_plain, texts))
    return frozenset(n for n in worth_a_look(plain) if any(weight(piece) >= ENOUGH for piece in _pieces(plain[n])))


def weight(plain: str) -> float:
    """Sum of the weights of the cues found in a normalized text."""
    return sum(cue.weight for cue in CUES if cue.pattern.search(plain))


def _pieces(plain: str) -> Iterator[str]:
    """Each sentence with the one after it: in a long message, far apart, cues mean nothing to each other."""
    parts = [part for part in _SENTENCE_END.split(plain) if part.strip()]
    if len(parts) < 3:
        yield plain
    for first, second in pairwise(parts):
        yield f"{first} {second}"


def _plain(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.lower()
