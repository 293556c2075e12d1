"""The short names of what people talk about, in their own words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.text.words import STOP_WORDS, content, stem, words

_RUN_END = re.compile(r"[.,;:!?()\[\]\"“”<>|…、，。；！？]+|\s[-–—]\s")
_VAGUE = frozenset(
    """good bad new lot bit way people everybody someone anyone everyone use used using need want make made see look
    looks say said tell put take give come came back today tomorrow time day week now still already maybe
    probably actually please thanks hi hello guys yeah work works working done fine nice great sure much many
    one two three four five first second last next point question idea issue problem example case part stuff
    something anything nothing everything guess feel try tried trying sounds able different number believe ok
    don didn doesn isn re ve ll""".split()
)


def phrases(texts: Iterable[str]) -> Counter[tuple[str, ...]]:
    """Words and pairs of words that may name a topic, as they were written in lower case, with their counts."""
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for run in _RUN_END.split(text):
            said = words(run)
            counts.update((w,) for w in said if _names(w))
            counts.update(pair for pair in pairwise(said) if _names(pair[0]) and _names(pair[1]) and pair[0] != pair[1])
    return counts


def best_phrase(texts: Sequence[str], spread: Counter[str], among: int, avoid: frozenset[str]) -> str | None:
    """The phrase that tells these texts from the others.

    `spread` says in how many of `among` candidates a stem occurs. A phrase all of whose stems are in `avoid` is out.
    """
    scored = []
    for phrase, count in phrases(texts).items():
        stems = [stem(w) for w in phrase]
        if all(s in avoid for s in stems):
            continue
        known = sum(min(spread[s], among // 4 + 1) for s in stems) / len(stems)
        scored.append((count * (1 + known) ** 0.5 * len(phrase), " ".join(phrase)))
    return max(scored, key=lambda x: (x[0], x[1]), default=(0, None))[1]


def mentions(text: str, phrase: str) -> bool:
    return set(content(phrase)) <= set(content(text))


def _names(word: str) -> bool:
    return len(word) > 1 and word not in STOP_WORDS and word not in _VAGUE and not word.isdigit() and "'" not in word
