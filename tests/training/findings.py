"""Trains what recognizes action items and decisions: `python -m tests.training.findings --data DIR`.

Writes core/weights/findings.json. The same data gives the same file. What it reaches on conversations and on whole sets
that it was not trained on: `python -m tests.training.findings_held_out --data DIR`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from core.findings.features import REGISTERS
from tests.training import findings_data as sets
from tests.training import findings_measures as measures
from tests.training.findings_data import Document

WEIGHTS = Path("core/weights/findings.json")
SEED = 0
SETS = ("AMI", "W3C", "Parakweet")
COUNTEREXAMPLES = {"AMI": 0.3}  # share kept: 79,000 acts teach no more than a third of them
WEIGHT = {"action": {"AMI": 5.0, "W3C": 5.0, "Parakweet": 1.0}, "decision": {"AMI": 3.0, "W3C": 5.0}}  # of examples
REGULARIZATION = {"action": 0.02, "decision": 0.1}  # C of scikit-learn
FEWEST = 3  # utterances that have a feature
FEATURES = 9000  # kept, those that matter most
ACTS_CITED = 1.4  # acts for each that people cite
NEVER = -99.0

Array = Any  # numpy's generics say nothing here


@dataclass(frozen=True)
class Model:
    """Feature -> its weight in each register; `bias` holds none of the thresholds yet."""

    bias: float
    weights: Mapping[str, Array]

    def score(self, document: Document) -> list[float]:
        column = REGISTERS.index(document.register)
        weight = {name: float(row[column]) for name, row in self.weights.items()}
        return [self.bias + sum(weight.get(f, 0.0) for f in found) for found in document.features]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    documents = load(parser.parse_args().data)
    out = {kind: _exported(kind, documents) for kind in sets.KINDS}
    WEIGHTS.write_text(json.dumps(out, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


def load(data: Path) -> list[Document]:
    """What is trained on. The masked logs come last: they are what thresholds are chosen on."""
    return [*sets.ami(data, "train"), *sets.parakweet(data), *sets.w3c(data, True), *sets.w3c(data, False)]


def fit(kind: str, documents: Sequence[Document]) -> Model:
    """Logistic regression on the features of all registers together and, beside them, of each on its own."""
    names = _vocabulary(documents)
    model = _regression(kind, documents, names)
    count = Counter(f for d in documents for found in d.features for f in found)
    matters = sorted(names, key=lambda f: (-float(np.abs(model.weights[f]).max()) * count[f] ** 0.5, f))
    return _regression(kind, documents, sorted(matters[:FEATURES]))


def held_out(kind: str, documents: Sequence[Document], names: Sequence[str] = SETS) -> list[list[float]]:
    """Scores of each document by a model, trained on the sets named, that saw nothing of its fold."""
    out: list[list[float]] = [[] for _ in documents]
    for fold in range(sets.FOLDS):
        model = fit(kind, [d for d in documents if d.fold != fold and d.set in names])
        for n, document in enumerate(documents):
            if document.fold == fold:
                out[n] = model.score(document)
    return out


def _vocabulary(documents: Sequence[Document]) -> list[str]:
    """Features that are frequent, and whose words two sets know and write small.

    What one set alone talks about teaches nothing, and no name of a person or a product is kept.
    """
    proper = sets.proper_nouns(documents)
    count: Counter[str] = Counter()
    known: dict[str, set[str]] = {}
    for document in documents:
        for found in document.features:
            count.update(found)
            for feature in found:
                known.setdefault(feature, set()).add(document.set)
    several = len({d.set for d in documents}) > 1
    shared = {f for f, where in known.items() if len(where) > several}
    return sorted(
        f for f, n in count.items() if n >= FEWEST and (f in shared or _place(f, shared)) and not proper & _words(f)
    )


def _words(feature: str) -> set[str]:
    return set(feature.lstrip("^@-12=/").rstrip("$").split())


def _place(feature: str, shared: set[str]) -> bool:
    """The form and place of an utterance, and the words around it that are not one set's own."""
    if feature[0] == "@" and feature[1] in "-12" and len(feature) > 3:
        return feature.lstrip("@-12")[1:] in shared
    return feature[0] in "#@"


def _regression(kind: str, documents: Sequence[Document], names: Sequence[str]) -> Model:
    examples, labels, weights = _matrix(kind, documents, names)
    solver = LogisticRegression(C=REGULARIZATION[kind], solver="liblinear", random_state=SEED)
    solver.fit(examples, labels, sample_weight=weights)
    together, *own = solver.coef_[0].reshape(1 + len(REGISTERS), len(names))
    effective = np.stack([together + extra for extra in own], axis=1)
    return Model(float(solver.intercept_[0]), dict(zip(names, effective, strict=True)))


def _matrix(kind: str, documents: Sequence[Document], names: Sequence[str]) -> tuple[Array, Array, Array]:
    column = {name: n for n, name in enumerate(names)}
    random = np.random.default_rng(SEED)
    rows: list[int] = []
    columns: list[int] = []
    labels: list[int] = []
    weights: list[float] = []
    for document in documents:
        shift = len(names) * (1 + REGISTERS.index(document.register))
        kept = COUNTEREXAMPLES.get(document.set, 1.0)
        for found, label, weight in zip(document.features, document.labels[kind], document.weights[kind], strict=True):
            if not weight or (not label and random.random() > kept):
                continue
            at = [column[f] for f in found if f in column]
            columns += at
            columns += [a + shift for a in at]
            rows += [len(labels)] * (2 * len(at))
            labels.append(label)
            weights.append(weight * (WEIGHT[kind].get(document.set, 1.0) * kept if label else 1.0))
    size = (len(labels), len(names) * (1 + len(REGISTERS)))
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), size), np.array(labels), np.array(weights)


def thresholds(kind: str, documents: Sequence[Document], scores: Sequence[Sequence[float]]) -> dict[str, float]:
    """For each register the score from which there is a finding, chosen on scores held out.

    In talk so many acts are cited as `ACTS_CITED` says: an F1 measured on a few hundred acts is too rough to climb.
    """
    out = dict.fromkeys(REGISTERS, -NEVER)
    scored = list(zip(documents, scores, strict=True))
    spoken = [(d, s) for d, s in scored if d.register == "spoken"]
    cited = sum(len(evidence(d, kind)) for d, _ in spoken)
    out["spoken"] = _score_of_rank([s for _, s in spoken], int(ACTS_CITED * cited))
    if kind == "action":
        logs = [(d, s) for d, s in scored if d.set == "W3C"]
        masked = logs[len(logs) // 2 :]
        ranks = [int(share * sum(len(d.row["actions"]) for d, _ in masked)) for share in (0.1, 0.25, 0.5, 0.75, 1, 1.5)]
        tried = [_score_of_rank([s for d, s in masked if d.row["actions"]], rank) for rank in ranks]
        out["chat"] = max(tried, key=lambda t: measures.log_f1(masked, t))
        single = [(d, s) for d, s in scored if d.register == "single"]
        out["single"] = max(
            np.quantile(np.concatenate([s for _, s in single]), np.linspace(0.3, 0.7, 81)),
            key=lambda t: measures.sentence_f1(single, t),
        )
    return {talk: float(t) for talk, t in out.items()}


def evidence(document: Document, kind: str) -> set[str]:
    return {e for item in document.row[f"{kind}s"] for e in item["evidence"]}


def _score_of_rank(scores: Sequence[Sequence[float]], rank: int) -> float:
    return float(np.sort(np.concatenate(scores))[-rank - 1])


def _exported(kind: str, documents: Sequence[Document]) -> dict[str, Any]:
    """As core/findings/classifier.py reads it: the thresholds are in the biases."""
    above = thresholds(kind, documents, held_out(kind, documents))
    model = fit(kind, documents)
    weights = {name: [round(float(w), 3) for w in row] for name, row in model.weights.items()}
    return {"bias": [round(model.bias - above[talk], 3) for talk in REGISTERS], "weights": weights}


if __name__ == "__main__":
    main()
