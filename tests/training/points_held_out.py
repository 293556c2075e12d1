"""How well chosen points carry over: `python -m tests.training.points_held_out --data DIR` prints a table.

Each row is trained on one half of the sets it names, each column tested on the other half of a set, so that no meeting
is on both sides, not even as a transcript of the other corpus. Figures are ROUGE-1 / ROUGE-2 / ROUGE-L
(tests/training/rouge.py) of points alone, at the mean length of the set's references; Lead takes the first words. The
list of common words is taken from all conversations, without their references.
"""

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

from core.offline.candidates import candidates
from core.offline.choose import choose
from core.offline.rank import rank
from core.offline.trained import Trained
from tests.training import corpora
from tests.training.corpora import Document
from tests.training.points import common_words, fit, load, transcripts
from tests.training.rouge import rouge


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    sets = load(options.data)
    common = common_words([*transcripts(sets), corpora.irc(options.data)])
    seen, unseen = ({n: [d for d in ds if _half(d) == half] for n, ds in sets.items()} for half in (0, 1))
    print("trained on".ljust(22), *(f"{name} ({len(ds)})".ljust(20) for name, ds in unseen.items()))
    print("Lead".ljust(22), *(_cell([_lead(d) for d in ds], ds) for ds in unseen.values()))
    for names in [*((n,) for n in sets), *(tuple(m for m in sets if m != n) for n in sets), tuple(sets)]:
        trained = Trained.of(fit({n: seen[n] for n in names}, common))
        cells = [_cell([_points(d, trained) for d in ds], ds) for ds in unseen.values()]
        print(" + ".join(names).ljust(22), *cells, flush=True)


def _half(document: Document) -> int:
    """By the meeting's own name, which AMI and QMSum share."""
    return zlib.crc32(document.transcript.id.split("-", 1)[-1].encode()) % 2


def _points(document: Document, trained: Trained) -> str:
    ranking = rank(candidates(document.transcript), document.words, trained=trained)
    return "\n".join(r.candidate.text for r in choose(ranking, document.words))


def _lead(document: Document) -> str:
    return " ".join(" ".join(m.text for m in document.transcript).split()[: document.words])


def _cell(texts: Sequence[str], documents: Sequence[Document]) -> str:
    scores = [rouge(d.references, text) for d, text in zip(documents, texts, strict=True)]
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    return " / ".join(f"{x:.1f}" for x in means).ljust(20)


if __name__ == "__main__":
    main()
