"""The public sets that parts of Recap are trained on, as transcripts with what people wrote about them.

AMI Corpus, manual annotations 1.6.2 (Carletta et al. 2005), CC BY 4.0. QMSum (Zhong et al. 2021), MIT. ConvoSumm e-mail
threads (Fabbri et al. 2021), CC BY-SA 4.0. Ubuntu IRC (Kummerfeld et al. 2019), CC BY 4.0.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.models import Message, Person, Transcript
from core.reading import assemble

_IRC_LINE = re.compile(r"(?:\S+ \S+ )?\[[\d:]+\] <[^>]+> (.*)")


@dataclass(frozen=True)
class Document:
    """A conversation, its reference summaries, and the ids of messages that people linked to a summary (AMI)."""

    transcript: Transcript
    references: tuple[str, ...]
    evidence: frozenset[str] | None
    words: int  # mean length of the set's references


def ami(data: Path, name: str) -> list[Document]:
    """Meetings of b_actions_ami_NAME; the summary is made of the claims whose evidence is known."""
    claims = defaultdict(list)
    for row in read(data / "e_citation_ami_train_dev.jsonl"):
        claims[row["meeting"]].append(row)
    rows = [r for r in read(data / f"b_actions_ami_{name}.jsonl") if claims[r["id"]]]
    references = [" ".join(c["claim"] for c in claims[r["id"]]) for r in rows]
    evidence = [frozenset(x for c in claims[r["id"]] for x in c["gold_evidence"]) for r in rows]
    return _documents(rows, [(x,) for x in references], list(evidence))


def summaries(data: Path, name: str) -> list[Document]:
    """Conversations of a_summ_NAME."""
    rows = [r for r in read(data / f"a_summ_{name}.jsonl") if r["refs"]]
    return _documents(rows, [tuple(r["refs"]) for r in rows], [None] * len(rows))


def irc(data: Path) -> list[Transcript]:
    """Chat of c_irc_train, for its words only: all of a log by one author."""
    return [
        transcript(row["id"], [{"text": said[1]} for line in row["lines"] if (said := _IRC_LINE.match(line))])
        for row in read(data / "c_irc_train.jsonl")
    ]


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def transcript(id: str, rows: list[dict[str, Any]]) -> Transcript:
    messages = []
    for i, row in enumerate(rows):
        author = str(row.get("user") or "unknown")
        messages.append(Message(str(row.get("id") or f"m{i}"), Person(author, author), row["text"]))
    return assemble(id, messages)


def _documents(
    rows: list[dict[str, Any]], references: list[tuple[str, ...]], evidence: list[frozenset[str] | None]
) -> list[Document]:
    lengths = [len(text.split()) for texts in references for text in texts]
    words = round(sum(lengths) / len(lengths), -1)
    made = zip(rows, references, evidence, strict=True)
    return [Document(transcript(r["id"], r["messages"]), texts, linked, int(words)) for r, texts, linked in made]
