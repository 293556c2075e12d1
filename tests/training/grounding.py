"""Trains how claims are scored: `python -m tests.training.grounding --data DIR` writes core/weights/grounding.json.

SummEdits (Laban et al. 2023), Apache-2.0: claims about news, calls, podcasts and papers, consistent or edited until
they were not. AMI Corpus (Carletta et al. 2005), CC BY 4.0: true statements about meetings, as people write them who
do not edit. The same data gives the same file. Figures on documents and domains that were held out:
tests/training/grounding_held_out.py.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from core.grounding.checks import facts
from core.grounding.passage import Passage
from core.grounding.support import evidence
from core.learned.linear import Linear
from core.models import Message, Person
from core.text.sentences import sentences
from tests.training.corpora import ami, read

WEIGHTS = Path("core/weights/grounding.json")
FALSE_ALARMS = 0.03  # of consistent claims, on documents that were held out; the rest of five percent is for others
_FOLDS = 9
AMI = "AMI"
_AMI_SIZE = 0.3  # what a claim about a meeting counts: all of them together less than the edited ones
_SPEAKER = re.compile(r"\s*([A-Z#][^:\n]{0,30}?):\s+(\S.*)")


@dataclass(frozen=True)
class Claim:
    """One row of the set; `failed` says that a hard check decided already."""

    document: str
    domain: str
    wrong: bool
    edits: tuple[str, ...]
    failed: bool
    evidence: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    weights = fit(load(parser.parse_args().data))
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def load(data: Path) -> list[Claim]:
    return [*_edited(data), *_true(data)]


def fit(claims: Sequence[Claim]) -> dict[str, Any]:
    """Bias and weights of the chance that a claim is wrong, above a half for `FALSE_ALARMS` of the consistent ones.

    That share is measured on documents the weights were not fitted to: edited claims about one document are alike.
    """
    documents = sorted({c.document for c in claims})
    fold = {d: i % _FOLDS for i, d in enumerate(documents)}
    scores = []
    for k in range(_FOLDS):
        model = Linear(**_fitted([c for c in claims if fold[c.document] != k]))
        scores += [model.score(c.evidence) for c in claims if fold[c.document] == k and not c.wrong]
    weights = _fitted(claims)
    bar = float(np.quantile(scores, 1 - FALSE_ALARMS))
    return {"bias": _short(weights["bias"] - bar), "weights": {k: _short(w) for k, w in weights["weights"].items()}}


def _fitted(claims: Sequence[Claim]) -> dict[str, Any]:
    names = sorted({x for c in claims for x in c.evidence})
    counts = np.array([[Counter(c.evidence)[n] for n in names] for c in claims], dtype=float)
    scale = counts.std(axis=0)
    sizes = [_AMI_SIZE if c.domain == AMI else 1.0 for c in claims]
    model = LogisticRegression(C=0.1, max_iter=1000).fit(counts / scale, [c.wrong for c in claims], sizes)
    found = model.coef_[0] / scale
    return {"bias": float(model.intercept_[0]), "weights": dict(zip(names, map(float, found), strict=True))}


def _edited(data: Path) -> Iterator[Claim]:
    passages: dict[str, Passage] = {}
    for row in read(data / "e_faith_summedits.jsonl"):
        document = row["doc"]
        if document not in passages:
            passages[document] = Passage(messages(document))
        found = _seen(row["claim"], passages[document])
        yield Claim(document, row["source"], not row["consistent"], tuple(row["types"]), *found)


def _true(data: Path) -> Iterator[Claim]:
    passages = {d.transcript.id: Passage(d.transcript) for d in ami(data, "train")}
    for row in read(data / "e_citation_ami_train_dev.jsonl"):
        if row["meeting"] in passages:
            yield Claim(row["meeting"], AMI, False, (), *_seen(row["claim"], passages[row["meeting"]]))


def _seen(claim: str, passage: Passage) -> tuple[bool, tuple[str, ...]]:
    failures = facts(claim, passage)
    return bool(failures), tuple(evidence(claim, passage, failures))


def messages(document: str) -> Iterator[Message]:
    """A document as chat: its lines "Name: text", where most lines are of that form, else its sentences."""
    lines = [line for line in document.splitlines() if line.strip()]
    spoken = [_SPEAKER.match(line) for line in lines]
    if sum(s is not None for s in spoken) * 2 >= len(lines):
        said = [(s[1], s[2]) if s else ("unknown", line) for s, line in zip(spoken, lines, strict=True)]
    else:
        said = [("author", s) for line in lines for s in sentences(line)]
    for i, (author, text) in enumerate(said):
        yield Message(f"m{i}", Person(author, author), text)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


if __name__ == "__main__":
    main()
