"""Judges a model's statements one by one, as they arrive, against the messages they name."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.checking import as_written
from core.checking.dictated import dictated
from core.checking.people import misplaced
from core.grounding.checks import Failure, facts, flips, may_name_others
from core.grounding.names import is_known
from core.grounding.negation import contrary
from core.grounding.passage import Passage
from core.grounding.support import BAR, support
from core.instructions import is_instruction
from core.models import Message, Person, Transcript
from core.ports import Detector, Entailment
from core.redaction.outgoing import Line, Outgoing
from core.redaction.people import members
from core.redaction.policy import Policy

NEARBY = 10  # messages before and after a source in which a name that it lacks may stand


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

    `policy` is the one with which `outgoing` was prepared. Without an `entailment` the wording says how well messages
    support a statement.
    """

    def __init__(
        self,
        transcript: Transcript,
        outgoing: Outgoing,
        detector: Detector,
        policy: Policy = Policy(),
        entailment: Entailment | None = None,
    ) -> None:
        self._lines: Mapping[int, Line] = dict(enumerate(outgoing.lines, 1))
        self._messages: Mapping[str, Message] = {m.id: m for m in transcript}
        self._pseudonyms = outgoing.pseudonyms
        self._authors = {line.author: self._messages[line.message_id].author for line in outgoing.lines}
        self._detector, self._entailment = detector, entailment
        self._policy = policy.with_people(members({m.author.id: m.author for m in transcript}.values()))

    async def judge(self, stated: Stated, asked: Collection[int] | None = None) -> Passed | Failed:
        """`asked` are the numbers of the messages that were in this prompt, None for all of them.

        Errors: `OperatorError` of the detector and of the entailment model. Where the detector fails for the moment,
        the statement does.
        """
        failures = self._unknown(stated, asked)
        cited = [self._lines[n] for n in dict.fromkeys(stated.sources) if n in self._lines]
        if cited:
            failures += await self._as_written(stated, cited)
        if failures:
            return Failed(stated, tuple(failures))
        return await self._restored(stated, cited)

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

    async def _restored(self, stated: Stated, cited: Sequence[Line]) -> Passed | Failed:
        passage = self._passage(cited)
        text = self._pseudonyms.reveal(stated.text, [line.message_id for line in cited])
        wrong = facts(text, passage)
        if wrong and {f.kind for f in wrong} == {"name"}:
            naming = self._naming(stated, [f.what for f in wrong])
            wrong = facts(text, self._passage([*cited, *naming]))
        else:
            naming = []
        due, wrong_due = _due(stated.due, passage)
        failures = (*wrong, *wrong_due, *misplaced(stated, cited), *flips(text, passage))
        if failures:
            return Failed(stated, failures)
        ordered = as_written.suspicious(cited) or dictated(stated.text, [line.text for line in cited])
        doubtful = bool(naming) or ordered or may_name_others(text, passage)
        doubtful = doubtful or contrary(text, passage) or await self._support(text, passage) < BAR
        ids = tuple(line.message_id for line in (*cited, *naming))
        return Passed(text, ids, doubtful, self._owner(stated.owner, ids), due)

    async def _support(self, text: str, passage: Passage) -> float:
        if self._entailment is None:
            return support(text, passage, ())
        [score] = await asyncio.to_thread(self._entailment.scores, [(passage.text, text)])
        return score

    def _passage(self, lines: Iterable[Line]) -> Passage:
        return Passage(self._messages[line.message_id] for line in lines)

    def _naming(self, stated: Stated, names: Sequence[str]) -> list[Line]:
        """For each name that the sources lack the nearest message that has it: the model forgot to cite it."""
        places = {n: min(abs(n - s) for s in stated.sources) for s in stated.sources for n in _around(s)}
        near = [self._lines[n] for n in sorted(places, key=places.__getitem__) if n in self._lines]
        near = [line for line in near if not is_instruction(line.text)]
        found = (next((x for x in near if is_known(name, self._passage([x]).words)), None) for name in names)
        return list(dict.fromkeys(line for line in found if line))

    def _owner(self, owner: str | None, ids: Collection[str]) -> Person | None:
        """Somebody who wrote in the conversation, or only the name of who is spoken of."""
        if not owner:
            return None
        return self._authors.get(owner) or Person("", self._pseudonyms.reveal(owner, ids))


def _around(number: int) -> range:
    return range(number - NEARBY, number + NEARBY + 1)


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
