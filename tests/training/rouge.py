"""ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004) as F1 in percent, on Recap's own stems."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.text.words import stem, words


def rouge(references: Sequence[str], text: str) -> tuple[float, float, float]:
    """Means over the references."""
    said = [stem(w) for w in words(text)]
    scores = [_scores([stem(w) for w in words(reference)], said) for reference in references]
    return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))


def _scores(reference: list[str], said: list[str]) -> tuple[float, float, float]:
    shortest = min(len(reference), len(said))
    if not shortest:
        return 0.0, 0.0, 0.0
    total = len(reference) + len(said)
    pairs = (Counter(pairwise(x)) for x in (reference, said))
    return (
        200 * (Counter(reference) & Counter(said)).total() / total,
        200 * _common(*pairs) / max(1, total - 2),
        200 * _longest_common(reference, said) / total,
    )


def _common(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> int:
    return (one & other).total()


def _longest_common(one: list[str], other: list[str]) -> int:
    """Length of the longest common subsequence, one bit a place (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for i, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << i
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        matched = row & places.get(word, 0)
        row = ((row + matched) | (row - matched)) & full
    return len(one) - row.bit_count()
