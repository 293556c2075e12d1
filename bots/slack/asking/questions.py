"""From what somebody in Slack wished for, and where, to the question."""

from datetime import datetime

from adapters.slack.asker import Asker
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk
from core.answering import Question, Where
from core.models import Channel
from core.words import Wish


async def question(
    desk: Desk,
    workspace: SlackWorkspace,
    asker: Asker,
    wish: Wish,
    here: Channel | None,
    thread: str | None = None,
    before: datetime | None = None,
) -> Question:
    """`here`, `thread` and `before` are as in `Where`. Errors: those of `Wishes.question`."""

    async def naming(id: str) -> str:
        return (await workspace.people.named([id]))[id].name

    where = Where("slack", workspace.id, here, thread, before)
    return await desk.wishes.question(asker.person, asker.language, wish, where, naming)
