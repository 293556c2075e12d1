"""The trained component: how much an utterance sounds like an action item, or like a decision.

Trained by `python -m tests.training.findings`; one set of features and weights for every register. A weight is that of
all registers together plus what the register adds (Daumé III, "Frustratingly Easy Domain Adaptation", ACL 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from core import weights
from core.findings.features import REGISTERS, features, register
from core.findings.participants import Participants
from core.findings.utterances import Utterance
from core.learned.linear import Linear
from core.models import Transcript


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the utterances of a transcript, in their order: above 0 is a finding in that register."""

    register: str
    action: list[float]
    decision: list[float]


def scores(transcript: Transcript, said: Sequence[Utterance], people: Participants) -> Scores:
    talk = register(transcript)
    action, decision = _model("action", talk), _model("decision", talk)
    out = Scores(talk, [], [])
    for found in features(said, people, len(transcript.messages), talk):
        out.action.append(action.score(found))
        out.decision.append(decision.score(found))
    return out


@cache
def _model(kind: str, talk: str) -> Linear:
    """The thresholds are in the bias; each feature has one weight a register."""
    data, column = weights.load("findings")[kind], REGISTERS.index(talk)
    return Linear(data["bias"][column], {name: row[column] for name, row in data["weights"].items()})
