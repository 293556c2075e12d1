"""Trains what chooses points: `python -m tests.training.points --data DIR` writes core/weights/points.json.

The sets are those of tests/training/corpora.py. The same data gives the same file. How well it carries over to what it
was not trained on: tests/training/points_held_out.py.
"""

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.models import Transcript
from core.offline.candidates import Candidate, candidates
from core.offline.features import features
from core.offline.trained import Trained
from core.offline.vocabulary import expected_counts, rows
from core.text.words import STOP_WORDS, stem, words
from tests.training import corpora
from tests.training.boosting import boost
from tests.training.corpora import Document

Corpora = Mapping[str, Sequence[Document]]
WEIGHTS = Path("core/weights/points.json")
_WORD_TREES, _WORD_LEAVES = 80, 12
_SENTENCE_TREES, _SENTENCE_LEAVES = 60, 8
_COMMON_SHARE = 0.02  # of the conversations of a kind, in two kinds at least: words, not names
_SMALL_SHARE = 0.75  # of a word's uses begin with a small letter: words, not names
_WORD = re.compile(r"[A-Za-z]{2,}")
_FOLDS = 3
_BEST_SHARE = 0.15  # of the sentences of a conversation without linked evidence count as worth building on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    sets = load(options.data)
    weights = fit(sets, common_words([*transcripts(sets), corpora.irc(options.data)]))
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


def load(data: Path) -> Corpora:
    return {
        "AMI": [*corpora.ami(data, "train"), *corpora.ami(data, "dev")],
        "QMSum": [*corpora.summaries(data, "qmsum_train_minus_amitest"), *corpora.summaries(data, "qmsum_val")],
        "e-mail": corpora.summaries(data, "email_val"),
    }


def transcripts(sets: Corpora) -> list[list[Transcript]]:
    return [[d.transcript for d in documents] for documents in sets.values()]


def fit(sets: Corpora, common: Mapping[str, float]) -> dict[str, Any]:
    """The weights, as core/offline/trained.py reads them. Each set counts the same, and each conversation in it."""
    made = {d.transcript.id + name: candidates(d.transcript) for name, ds in sets.items() for d in ds}
    fitted = {"stop_words": stop_words(sets), "common": dict(common), "sentences": {"bias": 0, "trees": []}}
    folds = [{n: [d for i, d in enumerate(ds) if i % _FOLDS != k] for n, ds in sets.items()} for k in range(_FOLDS)]
    # A sentence's features hold what the words promise: for training, by a model that has not seen its conversation.
    others = [Trained.of({**fitted, "words": _fit_words(fold, made, common)}) for fold in folds]
    fitted["words"] = _fit_words(sets, made, common)
    fitted["sentences"] = _fit_sentences(sets, made, others)
    return fitted


def stop_words(sets: Corpora) -> dict[str, float]:
    """How often summaries use each stop word, per word."""
    rates: Counter[str] = Counter()
    for documents in sets.values():
        said = Counter(w for d in documents for text in d.references for w in words(text))
        for word in STOP_WORDS & said.keys():
            rates[word] += said[word] / said.total() / len(sets)  # type: ignore[assignment]
    return {w: float(f"{rate:.3g}") for w, rate in sorted(rates.items())}


def common_words(kinds: Iterable[Sequence[Transcript]]) -> dict[str, float]:
    """Log share of conversations that use a stem, of those that are common in two kinds of conversation at least."""
    shares: dict[str, list[float]] = {}
    small: Counter[str] = Counter()
    written: Counter[str] = Counter()
    kinds = list(kinds)
    for kind in kinds:
        using: Counter[str] = Counter()
        for conversation in kind:
            found = Counter(w for m in conversation for w in _WORD.findall(m.text) if w.lower() not in STOP_WORDS)
            for word, count in found.items():
                written[stem(word.lower())] += count
                small[stem(word.lower())] += count * word.islower()
            using.update({stem(w.lower()) for w in found})
        for found_stem, count in using.items():
            shares.setdefault(found_stem, []).append(count / len(kind))
    common = {s: x for s, x in shares.items() if sum(share >= _COMMON_SHARE for share in x) >= 2}
    words_only = {s: x for s, x in common.items() if small[s] > _SMALL_SHARE * written[s]}
    return {s: round(math.log(sum(x) / len(kinds)), 2) for s, x in sorted(words_only.items())}


def _fit_words(sets: Corpora, made: Mapping[str, list[Candidate]], common: Mapping[str, float]) -> dict[str, Any]:
    seen: list[Sequence[float]] = []
    used: list[bool] = []
    sizes: list[float] = []
    for name, documents in sets.items():
        for d in documents:
            reference = {stem(w) for text in d.references for w in words(text)}
            found = list(rows(made[d.transcript.id + name], d.words, common))
            seen += [row for _, row in found]
            used += [s in reference for s, _ in found]
            sizes += [1 / len(documents) / len(found)] * len(found)
    return boost(seen, used, sizes, _WORD_TREES, _WORD_LEAVES)


def _fit_sentences(sets: Corpora, made: Mapping[str, list[Candidate]], others: Sequence[Trained]) -> dict[str, Any]:
    """`others[k]` has not seen the conversations whose place in their set is k modulo `_FOLDS`."""
    seen: list[Sequence[float]] = []
    worth: list[bool] = []
    sizes: list[float] = []
    for name, documents in sets.items():
        for i, d in enumerate(documents):
            said = made[d.transcript.id + name]
            seen += features(said, expected_counts(said, d.words, others[i % _FOLDS]), range(len(said)))
            worth += _worth(d, said)
            sizes += [1 / len(documents) / len(said)] * len(said)
    return boost(seen, worth, sizes, _SENTENCE_TREES, _SENTENCE_LEAVES)


def _worth(document: Document, said: Sequence[Candidate]) -> list[bool]:
    """Which sentences people built on: those they linked, else those that share most with what they wrote."""
    if document.evidence is not None:
        return [bool(document.evidence & set(c.sources)) for c in said]
    shared = [_shared(document.references, c) for c in said]
    least = sorted(shared, reverse=True)[int(len(shared) * _BEST_SHARE)]
    return [x >= least and x > 0 for x in shared]


def _shared(references: Sequence[str], candidate: Candidate) -> float:
    """Words that carry meaning and pairs of words that the references have too, per word."""
    score = 0
    for reference in references:
        theirs = [w if w in STOP_WORDS else stem(w) for w in words(reference)]
        single = (set(theirs) & set(candidate.stems)) - STOP_WORDS
        pairs = set(pairwise(theirs)) & set(pairwise(candidate.stems))
        score += len(single) + 2 * len(pairs)
    return score / float(max(8, len(candidate.stems)) ** 0.8) / len(references)


if __name__ == "__main__":
    main()
