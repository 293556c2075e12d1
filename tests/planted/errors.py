"""Planted errors, counted: how many lies of each kind are delivered as fact, how many true statements are not."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from adapters.presidio.finder import Finder
from core.checking import Failed, Judge, Passed
from core.ports import Detector
from core.redaction.outgoing import prepare
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from tests.planted.lies import KINDS, lie
from tests.planted.talks import Talk

TRUE = "true"


class InProcess:
    """The detector as it is delivered, without processes of its own."""

    version = "1"

    def __init__(self) -> None:
        self._finder = Finder()

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...] | None]:
        return [self._finder.find(text, policy) for text in texts]


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as a model may write it (`core.checking.Stated`)."""

    kind: str
    text: str
    sources: tuple[int, ...]
    owner: str | None = None
    due: str | None = None

    @classmethod
    def of(cls, statement: dict[str, Any]) -> "Written":
        return cls(**{**statement, "sources": tuple(statement["sources"])})


@dataclass(slots=True)
class Counts:
    """For each kind how many were stated, delivered as fact, and delivered as unconfirmed; and which."""

    stated: Counter[str] = field(default_factory=Counter)
    fact: Counter[str] = field(default_factory=Counter)
    unconfirmed: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[tuple[Written, Passed | Failed]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, written: Written, verdict: Passed | Failed) -> None:
        self.stated[kind] += 1
        passed = isinstance(verdict, Passed)
        doubted = isinstance(verdict, Passed) and verdict.unconfirmed
        self.fact[kind] += passed and not doubted
        self.unconfirmed[kind] += doubted
        if passed != (kind == TRUE):
            self.examples[kind].append((written, verdict))

    def delivered(self, kind: str) -> float:
        """Share delivered as fact."""
        return self.fact[kind] / max(1, self.stated[kind])

    def withheld(self) -> float:
        """Share of the true statements that are not delivered at all."""
        return 1 - (self.fact[TRUE] + self.unconfirmed[TRUE]) / max(1, self.stated[TRUE])


async def count(talks: Iterable[Talk], detector: Detector, seed: int = 1) -> Counts:
    """Every true statement is judged as it is, and with each kind of error that it can have."""
    random, counts = Random(seed), Counts()
    for talk in talks:
        outgoing = await prepare(talk.transcript, detector)
        judge = Judge(talk.transcript, outgoing, detector)
        items, statements = talk.written(outgoing)
        for statement in statements:
            await asyncio.sleep(0)  # the detector computes here: the event loop must turn
            counts.add(TRUE, Written.of(statement), await judge.judge(Written.of(statement)))
            for kind in KINDS:
                if wrong := lie(statement, items, kind, random):
                    counts.add(kind, Written.of(wrong), await judge.judge(Written.of(wrong)))
    return counts
