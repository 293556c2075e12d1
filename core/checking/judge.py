"""Judges a model's statements one by one, as they arrive, against the messages they name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.checking import as_written
from core.checking.people import misplaced
from core.grounding.checks import Failure, facts, flips
from core.grounding.negation import contrary
from core.grounding.passage import Passage
from core.grounding.support import BAR, support
from core.models import Message, Person, Transcript
from core.ports import Detector
from core.redaction.outgoing import Line, Outgoing
from core.redaction.people import members
from core.redaction.policy import Policy


class Stated(Protocol):
    """A statement as a model wrote it: `sources` are numbers of messages, the texts hold placeholders.

    `kind` is "action" where somebody is to do it; `due` is an ISO date.
    """

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def sources(self) -> Sequence[int]: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def due(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Passed:
    """What may be delivered: names in place of placeholders, ids in place of numbers."""

    text: str
    sources: tuple[str, ...]
    unconfirmed: bool = False
    owner: Person | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """What must not be delivered, as the model wrote it, and why. Never without a failure."""

    stated: Stated
    failures: tuple[Failure, ...]


class Judge:
    """One transcript, prepared once in linear time; a statement costs what it cites. Numbers count `outgoing.lines`.

    `policy` is the one with which `outgoing` was prepared.
    """

    def __init__(
        self, transcript: Transcript, outgoing: Outgoing, detector: Detector, policy: Policy = Policy()
    ) -> None:
        self._lines: Mapping[int, Line] = dict(enumerate(outgoing.lines, 1))
        self._messages: Mapping[str, Message] = {m.id: m for m in transcript}
        self._pseudonyms = outgoing.pseudonyms
        self._authors = {line.author: self._messages[line.message_id].author for line in outgoing.lines}
        self._detector = detector
        self._policy = policy.with_people(members({m.author.id: m.author for m in transcript}.values()))

    async def judge(self, stated: Stated, asked: Collection[int] | None = None) -> Passed | Failed:
        """`asked` are the numbers of the messages that were in this prompt, None for all of them.

        Errors: `OperatorError` of the detector. Where it fails for the moment, the statement does.
        """
        failures = self._unknown(stated, asked)
        cited = [self._lines[n] for n in dict.fromkeys(stated.sources) if n in self._lines]
        if cited:
            failures += await self._as_written(stated, cited)
        if failures:
            return Failed(stated, tuple(failures))
        return self._restored(stated, cited)

    def _unknown(self, stated: Stated, asked: Collection[int] | None) -> list[Failure]:
        there = self._lines if asked is None else asked
        unknown = [Failure("id", str(n)) for n in stated.sources if n not in there or n not in self._lines]
        return unknown if stated.sources else [Failure("id", "no source")]

    async def _as_written(self, stated: Stated, cited: Sequence[Line]) -> list[Failure]:
        text = f"{stated.text}\n{stated.owner}" if stated.owner else stated.text
        return [
            *as_written.strays(text, cited, self._pseudonyms),
            *as_written.obeyed(stated.text, cited),
            *await as_written.personal(text, cited, self._detector, self._policy),
        ]

    def _restored(self, stated: Stated, cited: Sequence[Line]) -> Passed | Failed:
        ids = tuple(line.message_id for line in cited)
        passage = Passage(self._messages[id] for id in ids)
        text = self._pseudonyms.reveal(stated.text, ids)
        due, wrong_due = _due(stated.due, passage)
        failures = (*facts(text, passage), *wrong_due, *misplaced(stated, cited), *flips(text, passage))
        if failures:
            return Failed(stated, failures)
        doubtful = as_written.suspicious(cited) or contrary(text, passage) or support(text, passage, ()) < BAR
        return Passed(text, ids, doubtful, self._owner(stated.owner, ids), due)

    def _owner(self, owner: str | None, ids: Collection[str]) -> Person | None:
        """Somebody who wrote in the conversation, or only the name of who is spoken of."""
        if not owner:
            return None
        return self._authors.get(owner) or Person("", self._pseudonyms.reveal(owner, ids))


def _due(written: str | None, passage: Passage) -> tuple[date | None, tuple[Failure, ...]]:
    """The day, if the messages give it."""
    if not written:
        return None, ()
    try:
        due = date.fromisoformat(written)
    except ValueError:
        return None, (Failure("date", written),)
    if due in passage.days or f"day {due.month}-{due.day}" in passage.days:
        return due, ()
    return None, (Failure("date", written),)
