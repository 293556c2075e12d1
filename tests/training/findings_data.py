"""Utterances with labels from three public sets: AMI meetings, W3C meeting logs, ParakweetLabs' e-mail sentences.

AMI Meeting Corpus, manual annotations 1.6.2 (Carletta et al. 2005), CC BY 4.0. w3c-ccg meeting archives, W3C Software
and Document License. ParakweetLabs/EmailIntentDataSet, Apache-2.0.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.findings.features import features, register
from core.findings.participants import Participants
from core.findings.utterances import Utterance, utterances
from core.models import Message, Person, Transcript

KINDS = ("action", "decision")
FOLDS = 5
ALIKE = 0.3  # content-word F1 from which an utterance says what a marked item says
RELATED = 0.15  # from which it may belong to it: neither a good example nor a good counterexample
BEFORE, AFTER = 20, 10  # messages around a marker in which its matter is discussed
_MARK = re.compile(r"\W*(?:action(?: items?)?|resolved|resolution)\s*:\s*", re.IGNORECASE)
_SECTION = {"action": "actions", "decision": "decisions"}


@dataclass
class Document:
    """One conversation: its utterances, their features, and for each kind a label and a weight an utterance."""

    set: str
    fold: int
    transcript: Transcript
    said: list[Utterance]
    features: list[list[str]]
    register: str
    row: dict[str, Any]
    labels: dict[str, list[int]] = field(default_factory=dict)
    weights: dict[str, list[float]] = field(default_factory=dict)


def ami(data: Path, part: str) -> Iterator[Document]:
    """Meetings with the acts that support each item; the meetings of one group are in one fold."""
    for row in _rows(data / f"b_actions_ami_{part}.jsonl"):
        document = _document("AMI", row["id"].rstrip("abcd"), row, _transcript(row["id"], row["messages"]))
        ids = [document.transcript.messages[u.message].id for u in document.said]
        for kind in KINDS:
            evidence = {e for item in row[_SECTION[kind]] for e in item["evidence"]}
            document.labels[kind] = [int(i in evidence) for i in ids]
            document.weights[kind] = [1.0] * len(ids)
        yield document


def w3c(data: Path, marks: bool) -> Iterator[Document]:
    """Meeting logs. With `marks` the marked lines are there as people's words, their markers taken off."""
    for row in _rows(data / "b_w3c_201x.jsonl"):
        full = row["messages_full"]
        shown = [{**m, "text": _MARK.sub("", m["text"], count=1)} for m in full] if marks else row["messages_masked"]
        document = _document("W3C", row["id"], row, _transcript(row["id"], shown))
        places = _places(full, full if marks else row["messages_masked"])
        for kind in KINDS:
            _label_log(document, kind, places, marks)
        yield document


def parakweet(data: Path) -> Iterator[Document]:
    """Sentences that ask for an action, or do not."""
    for n, row in enumerate(_rows(data / "b_intent_parakweet_train.jsonl")):
        message = {"id": "1", "user": "sender", "text": row["text"]}
        document = _document("Parakweet", row["text"], row, _transcript(f"sentence {n}", [message]))
        size = len(document.said)
        document.labels["action"] = [int(row["intent"])] * size
        document.weights["action"] = [1 / max(1, size)] * size
        document.labels["decision"], document.weights["decision"] = [0] * size, [0.0] * size
        yield document


def content(text: str) -> Counter[str]:
    return Counter(w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in _STOP and len(w) > 1)


def alike(a: Counter[str], b: Counter[str]) -> float:
    """F1 of content words."""
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def proper_nouns(documents: Sequence[Document]) -> set[str]:
    """Words, in small letters, that inside a sentence are mostly written with a capital."""
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for document in documents:
        for u in document.said:
            for word in _INNER_WORD.findall(u.body):
                (small if word[0].islower() else large)[word.lower()] += 1
    return {w for w, n in large.items() if n >= small[w] and w != "i" and not w.startswith(("i'", "i’"))}


_INNER_WORD = re.compile(r"(?<=[a-z,] )[^\W\d_]+(?:['’]\w+)*")
_STOP = frozenset(
    """the a an and or of to in for on that this is be we i it as with will at by not are from our if was so they has
    have do can""".split()
)


def _document(set: str, group: str, row: dict[str, Any], transcript: Transcript) -> Document:
    people = Participants(transcript.messages)
    said = utterances(transcript, people)
    talk = register(transcript)
    found = list(features(said, people, len(transcript.messages), talk))
    return Document(set, zlib.crc32(group.encode()) % FOLDS, transcript, said, found, talk, row)


def _transcript(id: str, rows: Sequence[dict[str, Any]]) -> Transcript:
    messages = (
        Message(str(r.get("id", n)), Person(str(r["user"]), str(r["user"])), r["text"]) for n, r in enumerate(rows)
    )
    return Transcript(id, tuple(m for m in messages if m.text.strip()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _places(full: Sequence[dict[str, Any]], shown: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Where in `shown` each message of the full log stands, or would stand."""
    places, at = {}, 0
    for message in full:
        places[str(message["id"])] = at
        if at < len(shown) and shown[at]["text"] == message["text"]:
            at += 1
    return places


def _label_log(document: Document, kind: str, places: dict[str, int], marks: bool) -> None:
    """Utterances that say near a marker what it says; logs without a marker teach nothing."""
    items = document.row[_SECTION[kind]]
    labels, weights = [0] * len(document.said), [float(bool(items))] * len(document.said)
    texts = [content(f"{u.speaker.name if u.speaker else ''} {u.text}") for u in document.said]
    for item in items:
        gold, place = content(item["text"]), places[str(item["marker_message"])]
        for n, u in enumerate(document.said):
            if -BEFORE <= u.message - place <= AFTER:
                same = alike(gold, texts[n])
                if same >= ALIKE or (marks and u.message == place):
                    labels[n] = 1
                elif same >= RELATED:
                    weights[n] *= 0.3
    document.labels[kind] = labels
    document.weights[kind] = [1.0 if label else weight for label, weight in zip(labels, weights, strict=True)]
