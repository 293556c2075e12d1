"""Whether a conversation supports a claim, how surely, and by which messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.grounding.checks import Failure, facts
from core.grounding.citing import Index
from core.grounding.passage import Passage
from core.grounding.support import BAR, support
from core.models import Message


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is how well the claim is supported, 0 to 1; `sources` are ids, best first; `failures` what is wrong."""

    supported: bool
    score: float
    sources: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


class Verifier:
    """One conversation, prepared once for many claims."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._passage = Passage(messages)
        self._index = Index(messages)

    def verify(self, claim: str) -> Verdict:
        failures = facts(claim, self._passage)
        score = support(claim, self._passage, failures)
        return Verdict(score >= BAR, score, self._index.cite(claim), failures)
