"""What splitting at topic shifts gains over parts of equal size: `python -m tests.evals.splitting --data DIR`.

Both cut into the same number of parts. Sets: AMI Corpus, manual annotations 1.6.2 (Carletta et al. 2005), CC BY 4.0:
do the messages that people linked to one sentence of the summary stay in one part? QMSum (Zhong et al. 2021), MIT: do
the stretches that people marked as one topic? Window sizes were chosen on QMSum's training meetings only.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import mean

from core import tokens
from core.chunks import Lexical, split
from core.models import Message, Transcript
from core.offline.engine import summarize
from core.ports import Cohesion
from core.summary import SummaryRequest
from tests.training.corpora import Document, read, summaries, transcript
from tests.training.rouge import rouge

BUDGETS = (500, 1_000, 2_500, 5_000)
Stretches = list[Sequence[Message]]
Splitter = Callable[[Transcript, int], Stretches]


@dataclass(frozen=True)
class Marked:
    """A transcript, and the groups of places that people said belong together."""

    transcript: Transcript
    groups: list[list[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a folder with model.onnx and vocab.txt: by meaning, too")
    options = parser.parse_args()
    cohesions: dict[str, Cohesion] = {"by words": Lexical()}
    if options.model:
        from adapters.embeddings.cohesion import Embedded

        cohesions["by meaning"] = Embedded(options.model)
    for name, cohesion in cohesions.items():
        _together(options.data, name, cohesion)
        _boundaries(options.data, name, cohesion)
        _gain(options.data, name, cohesion)


def at_shifts(cohesion: Cohesion) -> Splitter:
    def parts(said: Transcript, budget: int) -> Stretches:
        return [p.messages for p in split(said, budget, cohesion=cohesion, least_tokens=budget // 2)]

    return parts


def equal(said: Sequence[Message], count: int) -> Stretches:
    """So many parts of as equal a number of tokens as messages allow."""
    sums = list(accumulate(map(tokens.of_message, said)))
    ends = [min(range(len(sums)), key=lambda i: abs(sums[i] - sums[-1] * n / count)) + 1 for n in range(1, count)]
    return [said[a:b] for a, b in pairwise([0, *ends, len(said)])]


def kept_whole(marked: Iterable[Marked], parts: Iterable[Stretches]) -> tuple[float, float]:
    """The share of groups inside one part, in percent, and the mean number of parts that a group is spread over."""
    spread = []
    for one, stretches in zip(marked, parts, strict=True):
        part_of = [n for n, stretch in enumerate(stretches) for _ in stretch]
        spread += [len({part_of[place] for place in group}) for group in one.groups]
    return 100 * mean(n == 1 for n in spread), mean(spread)


def window_diff(size: int, true: Sequence[int], found: Sequence[int]) -> tuple[float, float]:
    """WindowDiff (Pevzner and Hearst 2002) and Pk (Beeferman et al. 1999) of two lists of places cut at."""
    width = max(2, round(size / (len(true) + 1) / 2))
    one, other = (_segments(size, places) for places in (true, found))
    counts = [(one[i + width] - one[i], other[i + width] - other[i]) for i in range(size - width)]
    return mean(a != b for a, b in counts), mean((a > 0) != (b > 0) for a, b in counts)


def _segments(size: int, places: Sequence[int]) -> list[int]:
    cut = set(places)
    return list(accumulate(int(i in cut) for i in range(size)))


def _together(data: Path, name: str, cohesion: Cohesion) -> None:
    print(f"{name}: groups inside one part, % (mean number of parts a group is spread over)")
    print(f"{'set':24}{'budget':>8}{'parts':>8}{'at shifts':>16}{'equal size':>16}")
    for of, marked in {"AMI train, claims": ami(data, "train"), "AMI dev, claims": ami(data, "dev")}.items():
        _rows(of, marked, cohesion)
    _rows("QMSum val, topics", qmsum(data, "val"), cohesion)


def _rows(of: str, marked: list[Marked], cohesion: Cohesion) -> None:
    for budget in BUDGETS:
        shifts = [at_shifts(cohesion)(m.transcript, budget) for m in marked]
        same = [equal(m.transcript.messages, len(parts)) for m, parts in zip(marked, shifts, strict=True)]
        cells = ["{:.1f} ({:.2f})".format(*kept_whole(marked, parts)) for parts in (shifts, same)]
        print(f"{of:24}{budget:8,}{mean(map(len, shifts)):8.1f}{cells[0]:>16}{cells[1]:>16}", flush=True)


def _boundaries(data: Path, name: str, cohesion: Cohesion) -> None:
    """At the widest budget, where the threshold decides more than the budget does."""
    print(f"{name}: where QMSum's topics begin, WindowDiff / Pk (less is better)")
    scores = defaultdict(list)
    for m in qmsum(data, "val"):
        true = sorted({group[0] for group in m.groups} - {0})
        parts = at_shifts(cohesion)(m.transcript, 5_000)
        found = {"at shifts": parts, "equal size": equal(m.transcript.messages, len(parts)), "no cut": []}
        for which, stretches in found.items():
            places = list(accumulate(map(len, stretches)))[:-1]
            scores[which].append(window_diff(len(m.transcript.messages), true, places))
    for which, pairs in scores.items():
        print("{:24}{:.3f} / {:.3f}".format(which, *(mean(column) for column in zip(*pairs, strict=True))))


def _gain(data: Path, name: str, cohesion: Cohesion) -> None:
    print(f"{name}: summaries without a model at equal words, ROUGE-1 / -2 / -L")
    print(f"{'set':24}{'budget':>8}{'at shifts':>24}{'equal size':>24}{'not split':>24}")
    for of in ("ami_dev", "qmsum_val"):
        documents = summaries(data, of)
        whole = _cell([(d, [d.transcript.messages]) for d in documents])
        for budget in BUDGETS[1:]:
            shifts = [at_shifts(cohesion)(d.transcript, budget) for d in documents]
            same = [equal(d.transcript.messages, len(p)) for d, p in zip(documents, shifts, strict=True)]
            cells = [_cell(list(zip(documents, parts, strict=True))) for parts in (shifts, same)]
            print(f"{of:24}{budget:8,}" + "".join(f"{cell:>24}" for cell in (*cells, whole)), flush=True)


def _cell(documents: list[tuple[Document, Stretches]]) -> str:
    scores = [rouge(d.references, _joined(d, parts)) for d, parts in documents]
    return " / ".join(f"{mean(column):.2f}" for column in zip(*scores, strict=True))


def _joined(document: Document, parts: Stretches) -> str:
    """The summaries of the parts one after the other, each with its share of the words."""
    costs = [sum(map(tokens.of_message, part)) for part in parts]
    out = []
    for part, cost in zip(parts, costs, strict=True):
        words = max(5, round(document.words * cost / sum(costs)))
        made = summarize(replace(document.transcript, messages=tuple(part)), SummaryRequest(max_words=words))
        out += [made.overview, *(point.text for point in made.points)]
    return " ".join(out)


def ami(data: Path, name: str) -> list[Marked]:
    """Meetings, and for each sentence of their summaries the messages that people linked to it."""
    claims = defaultdict(list)
    for row in read(data / "e_citation_ami_train_dev.jsonl"):
        claims[row["meeting"]].append(row["gold_evidence"])
    out = []
    for row in read(data / f"b_actions_ami_{name}.jsonl"):
        said = transcript(row["id"], row["messages"])
        place = {m.id: i for i, m in enumerate(said)}
        groups = [[place[id] for id in linked if id in place] for linked in claims[row["id"]]]
        out.append(Marked(said, [group for group in groups if group]))
    return out


def qmsum(data: Path, name: str) -> list[Marked]:
    """Meetings, and every stretch of each of their topics."""
    out = []
    for row in read(data / f"a_summ_qmsum_{name}.jsonl"):
        said = transcript(row["id"], row["messages"])
        place = {m.id: i for i, m in enumerate(said)}
        spans = [span for topic in row["topics"] for span in topic["relevant_text_span"]]
        groups = [[place[str(i)] for i in range(int(a), int(b) + 1) if str(i) in place] for a, b in spans]
        out.append(Marked(said, [group for group in groups if group]))
    return out


if __name__ == "__main__":
    main()
