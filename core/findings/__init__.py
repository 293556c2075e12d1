"""What people agreed on, promised and asked: decisions, action items and open questions of a transcript."""

from dataclasses import dataclass

from core.models import Transcript
from core.summary import ActionItem, Decision, Statement


@dataclass(frozen=True, slots=True)
class Findings:
    decisions: tuple[Decision, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    open_questions: tuple[Statement, ...] = ()


def find(transcript: Transcript) -> Findings:
    """Everything found, each in the order in which it was said. The same input gives the same output."""
    return Findings()
