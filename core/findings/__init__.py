"""What people agreed on, promised and asked: decisions, action items and open questions of a transcript.

utterances    messages -> sentences with their speakers    participants  names -> people
markers       ACTION:, TODO, RESOLVED:, PROPOSAL:          cues, phrases turns of phrase
features      what the classifier looks at                 classifier    the trained component
actions       promises, errands, assignments               owners        who does it
decisions     marked, agreed, said in so many words        votes         proposals and what became of them
questions     asked, and answered by nobody                clusters      acts of talk that belong together
found         a finding on its way, and how sure           merging       the same thing is said once
matter        what a text is about
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from core.findings.actions import explicit_actions, inferred_actions
from core.findings.classifier import scores
from core.findings.decisions import explicit_decisions, inferred_decisions
from core.findings.found import fitting
from core.findings.merging import joined_actions, joined_decisions, written_down
from core.findings.participants import Participants
from core.findings.questions import open_questions
from core.findings.utterances import utterances
from core.models import Transcript
from core.summary import ActionItem, Decision, Statement

S = TypeVar("S", bound=Statement)
SHARE = 0.15  # of the words of an answer that decisions heard in talk may take, and action items


@dataclass(frozen=True, slots=True)
class Findings:
    decisions: tuple[Decision, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    open_questions: tuple[Statement, ...] = ()


def find(transcript: Transcript, max_words: int | None = None) -> Findings:
    """Everything found, each in the order in which it was said. The same input gives the same output.

    In talk nobody marks anything and most acts might be a decision: where an answer may have `max_words`, only the
    surest are given, within a part of them.
    """
    people = Participants(transcript.messages)
    said = utterances(transcript, people)
    scored = scores(transcript, said, people)
    tasks = written_down(explicit_actions(transcript, people), inferred_actions(transcript, said, scored, people))
    decided = sorted(
        [*explicit_decisions(transcript), *inferred_decisions(transcript, said, scored)], key=lambda f: f.message
    )
    room = int(max_words * SHARE) if max_words is not None and scored.register == "spoken" else None
    tasks, decided = fitting(tasks, room), fitting(decided, room)
    settled = {id for f in decided for id in f.statement.sources}
    used = {i for task in tasks for i in task.utterances}
    place = {m.id: n for n, m in enumerate(transcript.messages)}
    return Findings(
        _cited_in_order(joined_decisions(f.statement for f in decided), place),
        _cited_in_order(joined_actions(f.statement for f in tasks), place),
        tuple(q for q in open_questions(transcript, said, used) if settled.isdisjoint(q.sources)),
    )


def _cited_in_order(found: Iterable[S], place: Mapping[str, int]) -> tuple[S, ...]:
    return tuple(replace(s, sources=tuple(sorted(s.sources, key=place.__getitem__))) for s in found)
