"""Decisions by words: every form of a word, with or without its accents."""

import unicodedata
from collections.abc import Sequence

from core.decisions.recorded import Recorded
from core.text.words import content, stem, words


def matching(decisions: Sequence[Recorded], asked: str) -> list[Recorded]:
    """Those whose text or scope has each of the words, or a longer one that begins so; all where none is asked for."""
    wanted = content(_folded(asked)) or [stem(w) for w in words(_folded(asked))]
    return [d for d in decisions if _has(d, wanted)]


def _has(decision: Recorded, wanted: Sequence[str]) -> bool:
    said = {stem(w) for w in words(_folded(f"{decision.text} {decision.scope} {decision.channel.name}"))}
    return all(any(word.startswith(one) for word in said) for one in wanted)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
