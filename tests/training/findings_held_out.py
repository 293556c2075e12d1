"""How well action items and decisions are found where nothing was trained on.

`python -m tests.training.findings_held_out --data DIR` prints F1 on conversations of folds that were not trained on,
for components trained on all sets and on each alone: acts cited (AMI), texts of items (W3C logs without markers,
after all that core/findings does), sentences (Parakweet).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.training import findings as training
from tests.training import findings_data as sets
from tests.training import findings_measures as measures
from tests.training.findings_data import Document

TRAINED_ON = (("AMI", "W3C", "Parakweet"), ("AMI",), ("W3C",), ("Parakweet",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    documents, dev = training.load(data), list(sets.ami(data, "dev"))
    print(f"{'trained on':28}{'kind':10}{'AMI folds':>10}{'AMI dev':>10}{'W3C':>10}{'Parakweet':>10}")
    for names in TRAINED_ON:
        for kind in sets.KINDS:
            if kind == "action" or "AMI" in names:
                row = "".join(f"{f1:10.1f}" for f1 in table_row(kind, names, documents, dev))
                print(f"{' + '.join(names):28}{kind:10}{row}", flush=True)


def table_row(kind: str, names: Sequence[str], documents: Sequence[Document], dev: Sequence[Document]) -> list[float]:
    """F1 on each set. Thresholds are those of the folds, for a set not trained on as well."""
    scores = training.held_out(kind, documents, names)
    model = training.fit(kind, [d for d in documents if d.set in names])
    above = training.thresholds(kind, documents, scores)
    scored = list(zip(documents, scores, strict=True))
    ami = [(d, s) for d, s in scored if d.set == "AMI"]
    out = [measures.evidence_f1(q, kind, above["spoken"]) for q in (ami, [(d, model.score(d)) for d in dev])]
    if kind == "action":
        logs = [(d, s) for d, s in scored if d.set == "W3C"]
        out.append(measures.log_f1(logs[len(logs) // 2 :], above["chat"]))
        out.append(measures.sentence_f1([(d, s) for d, s in scored if d.set == "Parakweet"], above["single"]))
    return out


if __name__ == "__main__":
    main()
