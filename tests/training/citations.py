"""Trains which messages are cited: `python -m tests.training.citations --data DIR` writes core/weights/citations.json.

AMI Corpus, manual annotations 1.6.2 (Carletta et al. 2005), CC BY 4.0: sentences of abstracts and the utterances that
support them. Meetings of the development part are not trained on. With --held-out it writes nothing and prints hits on
meetings that the trees have not seen.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.grounding.citing import Index
from core.learned.trees import Trees
from tests.training.boosting import boost
from tests.training.corpora import ami, read

WEIGHTS = Path("core/weights/citations.json")
_TREES, _LEAVES = 80, 8
_FOLDS = 4


@dataclass(frozen=True)
class Claim:
    """The candidates of one statement with their features, and which of them people linked to it."""

    meeting: str
    rows: list[list[float]]
    linked: list[bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    claims = load(options.data, "train")
    if options.held_out:
        meetings = sorted({c.meeting for c in claims})
        for n, share in hits(claims, {m: i % _FOLDS for i, m in enumerate(meetings)}).items():
            print(f"hit@{n}: {share:.1f}% of {len(claims)} statements")
        return
    WEIGHTS.write_text(json.dumps(fit(claims), separators=(",", ":")) + "\n", encoding="utf-8")


def load(data: Path, part: str) -> list[Claim]:
    transcripts = {d.transcript.id: d.transcript for d in ami(data, part)}
    indexes = {id: Index(t.messages) for id, t in transcripts.items()}
    out = []
    for row in read(data / "e_citation_ami_train_dev.jsonl"):
        if row["meeting"] in transcripts and row["gold_evidence"]:
            ids = [m.id for m in transcripts[row["meeting"]]]
            found = indexes[row["meeting"]].candidates(row["claim"])
            gold = set(row["gold_evidence"])
            out.append(Claim(row["meeting"], list(found.values()), [ids[i] in gold for i in found]))
    return out


def fit(claims: Sequence[Claim]) -> dict[str, Any]:
    """The weights, as core/learned/trees.py reads them. Each statement counts the same."""
    rows = [row for c in claims for row in c.rows]
    linked = [x for c in claims for x in c.linked]
    sizes = [1 / len(c.rows) for c in claims for _ in c.rows]
    return boost(rows, linked, sizes, _TREES, _LEAVES)


def hits(claims: Sequence[Claim], folds: dict[str, int]) -> dict[int, float]:
    """Share of statements with a linked message among the first 1, 3 and 5, in percent."""
    found = dict.fromkeys((1, 3, 5), 0)
    for k in set(folds.values()):
        trees = Trees(fit([c for c in claims if folds[c.meeting] != k]))
        for claim in (c for c in claims if folds[c.meeting] == k):
            order = sorted(range(len(claim.rows)), key=lambda i: -trees.probability(claim.rows[i]))
            for n in found:
                found[n] += any(claim.linked[i] for i in order[:n])
    return {n: 100 * count / len(claims) for n, count in found.items()}


if __name__ == "__main__":
    main()
