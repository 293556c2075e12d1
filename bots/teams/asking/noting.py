"""What an answer says about how much Recap hears."""

from bots.teams.asking.desk import Desk
from core.answering import Question

MENTIONS_ONLY = (
    "Here I hear only messages that mention me, so this rests on those. To let me read along, an owner updates or adds"
    " Recap in this team or chat and allows it to read messages."
)


async def notes(desk: Desk, question: Question) -> list[str]:
    there = await desk.tools.installed(question.channel.workspace)
    return [] if there.hears else [MENTIONS_ONLY]
