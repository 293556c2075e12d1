"""IRC logs with reply links made by people: jkkummerfeld/irc-disentanglement (Kummerfeld et al. 2019), CC BY 4.0."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.models import Message, Person

_EVENT = re.compile(r"=== .*(has (joined|left|quit)|is now known as|sets mode|topic)", re.IGNORECASE)
_SAID = re.compile(r"\[(\d\d):(\d\d)\]\s+(?:<\s*([^>\s]+)\s*>|\*\s+(\S+)|-([^\s-]+)-)\s?(.*)")
_DID = re.compile(r"=== (\S+) (.*)")


@dataclass(frozen=True, slots=True)
class Log:
    """Messages in order, those that the server wrote left out; `answers` has the annotated ones and their parents.

    The parent of a message that opens a conversation is the message itself; some have several parents.
    """

    id: str
    messages: tuple[Message, ...]
    answers: dict[str, frozenset[str]]


def logs(path: Path) -> list[Log]:
    """The logs of a file of the corpus in JSON Lines, one log a line."""
    with path.open(encoding="utf-8") as lines:
        return [_log(json.loads(line)) for line in lines]


def _log(row: dict[str, object]) -> Log:
    lines, links = row["lines"], row["links"]
    assert isinstance(lines, list)
    assert isinstance(links, list)
    messages = tuple(_messages(lines, datetime.fromisoformat(str(row["id"])[:10]).replace(tzinfo=UTC)))
    parents: dict[str, set[str]] = defaultdict(set)
    for pair in links:
        parents[str(max(pair))].add(str(min(pair)))
    annotated = range(int(str(row["annotated_from"])), int(str(row["annotated_to"])) + 1)
    answers = {m.id: frozenset(parents[m.id] or {m.id}) for m in messages if int(m.id) in annotated}
    return Log(str(row["id"]), messages, answers)


def _messages(lines: Sequence[str], day: datetime) -> Iterator[Message]:
    """Messages with their line numbers as ids. A clock that falls by over an hour shows the next day."""
    at: datetime | None = None
    for number, line in enumerate(lines):
        if said := _SAID.match(line):
            clock = day + timedelta(hours=int(said[1]), minutes=int(said[2]))
            if at and at - clock > timedelta(hours=1):
                day, clock = day + timedelta(days=1), clock + timedelta(days=1)
            at = max(at or clock, clock)
            author, text = said[3] or said[4] or said[5], said[6]
        elif (did := _DID.match(line)) and not _EVENT.match(line):
            author, text = did[1], did[2]
        else:
            continue
        yield Message(str(number), Person(author, author), text, at)
