"""How much of what people noted is found, as F1 in percent; a finding is what scores above a threshold."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from core.findings.actions import inferred_actions
from core.findings.classifier import Scores
from core.findings.clusters import clusters
from core.findings.merging import joined_actions
from core.findings.participants import Participants
from tests.training.findings_data import ALIKE, Document, alike, content

Scored = Sequence[tuple[Document, Sequence[float]]]


def evidence_f1(scored: Scored, kind: str, threshold: float) -> float:
    """Of the acts cited in meetings."""
    hit = cited = total = 0
    for document, scores in scored:
        ids = [document.transcript.messages[u.message].id for u in document.said]
        groups = clusters([s - threshold for s in scores], document.said, document.register)
        said = {ids[n] for group in groups for n in group}
        gold = {e for item in document.row[f"{kind}s"] for e in item["evidence"]}
        hit, cited, total = hit + len(said & gold), cited + len(said), total + len(gold)
    return _f1(hit, cited, total)


def log_f1(scored: Scored, threshold: float) -> float:
    """Of the texts of action items in meeting logs without their markers, after all that core/findings does."""
    hit = said = total = 0
    for document, scores in scored:
        gold = [content(item["text"]) for item in document.row["actions"]]
        if gold:
            found = [content(text) for text in _texts(document, [s - threshold for s in scores])]
            likeness = np.array([[alike(g, f) for f in found] for g in gold]).reshape(len(gold), len(found))
            pairs = zip(*linear_sum_assignment(-likeness), strict=True)
            hit += sum(bool(likeness[pair] >= ALIKE) for pair in pairs)
            said, total = said + len(found), total + len(gold)
    return _f1(hit, said, total)


def sentence_f1(scored: Scored, threshold: float) -> float:
    """Of single sentences that ask for an action."""
    said = [any(s > threshold for s in scores) for _, scores in scored]
    gold = [bool(document.row["intent"]) for document, _ in scored]
    return _f1(sum(a and b for a, b in zip(said, gold, strict=True)), sum(said), sum(gold))


def _texts(document: Document, action: list[float]) -> list[str]:
    people = Participants(document.transcript.messages)
    scores = Scores(document.register, action, [0.0] * len(action))
    found = inferred_actions(document.transcript, document.said, scores, people)
    return [item.text for item in joined_actions(f.statement for f in found)]


def _f1(hit: int, said: int, total: int) -> float:
    return 200 * hit / (said + total) if hit else 0.0
