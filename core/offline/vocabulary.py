"""Which words a summary of these sentences would use, and how often."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from core.offline.candidates import Candidate
from core.offline.trained import Trained
from core.text.words import STOP_WORDS

_SURE = 0.97  # no word is more certain than that
_LONG_SENTENCE_WORDS = 12
_MANY_SENTENCES = 1000  # from here on a word said only once is not worth the time
_UNKNOWN = -6.0  # log share of conversations that use a word which is not in the list of common ones


def expected_counts(candidates: Sequence[Candidate], summary_words: int, trained: Trained) -> dict[str, float]:
    """Stem -> how often a summary of that many words uses it, on average."""
    counts = {w: rate * summary_words for w, rate in trained.stop_words.items()}
    least = 2 if len(candidates) > _MANY_SENTENCES else 1
    for stem, row in rows(candidates, summary_words, trained.common, least):
        counts[stem] = -math.log(1 - min(_SURE, trained.words.probability(row)))
    return counts


def rows(
    candidates: Sequence[Candidate], summary_words: int, common: Mapping[str, float], least: int = 1
) -> Iterator[tuple[str, list[float]]]:
    """Each stem that carries meaning and is used `least` times, with what the trees look at.

    `common`: log share of conversations using a stem.
    """
    uses = _Uses(candidates)
    sentences, tokens = max(1, len(candidates)), max(1, sum(len(c.stems) for c in candidates))
    size = [math.log(sentences), math.log(tokens), math.log(max(10, summary_words))]
    for stem, count in uses.count.items():
        if count < least:
            continue
        sentences_with, by = uses.sentences[stem], len(uses.authors[stem])
        first, last = uses.first[stem], uses.last[stem]
        yield (
            stem,
            [
                math.log(count),
                math.log(sentences_with),
                1000 * count / tokens,
                sentences_with / sentences,
                by / len(uses.everybody),
                by,
                first / sentences,
                math.log1p(first),
                (last - first) / sentences,
                uses.capital[stem] / count,
                len(stem),
                stem.isdigit(),
                common.get(stem, _UNKNOWN),
                uses.in_long[stem] / count,
                *size,
            ],
        )


class _Uses:
    """Where and by whom each stem is used."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.count: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()
        self.in_long: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.authors: dict[str, set[str]] = {}
        self.everybody = {c.author.id for c in candidates}
        for i, candidate in enumerate(candidates):
            self._add(i, candidate)

    def _add(self, place: int, candidate: Candidate) -> None:
        carrying = [s for s in candidate.stems if s not in STOP_WORDS]
        self.count.update(carrying)
        self.capital.update(s for s in candidate.capitals if s not in STOP_WORDS)
        once = set(carrying)
        self.sentences.update(once)
        if len(candidate.stems) >= _LONG_SENTENCE_WORDS:
            self.in_long.update(once)
        for stem in once:
            self.first.setdefault(stem, place)
            self.last[stem] = place
            self.authors.setdefault(stem, set()).add(candidate.author.id)
