"""What a reviewer sees of an answer that was held back: what had passed, and each statement that failed, with why."""

from datetime import datetime

from core.answering.question import Question
from core.asking.asked import Answered
from core.review import Draft


def draft(id: str, at: datetime, question: Question, answered: Answered) -> Draft | None:
    """None where nothing was held back."""
    held = answered.held_back
    if held is None:
        return None
    stated = (*held.summary.statements(), *(failed.statement for failed in held.failed))
    sources = dict.fromkeys(id for statement in stated for id in statement.sources)
    return Draft(
        id=id,
        at=at,
        channel=question.channel,
        requester=question.requester,
        request=question.request,
        summary=held.summary,
        failed=held.failed,
        messages=tuple(sources),
        high_stakes=answered.route.stakes.high,
    )
