"""From what somebody in Teams wished for, and where, to the question."""

from dataclasses import replace

from adapters.teams.wire import said_at
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked, by_name
from bots.teams.asking.shown import named
from core.answering import Question, Where
from core.errors import RequestError
from core.words import InChannel, Wish


async def question(desk: Desk, asked: Asked, wish: Wish, message: str) -> Question:
    """Where nothing else is named: the thread or the channel in which this message (id) asked.

    Errors: those of `Wishes.question`; `RequestError` where several channels have the name.
    """
    at, who = asked.at, asked.who
    where = asked.where
    if where.channel is None and (wish.messages or wish.channel):
        meant = InChannel(wish.messages[0].channel_id, "") if wish.messages else wish.channel
        assert meant
        channel = await by_name(desk, asked, meant)
        where = Where("teams", channel.workspace, None)
        wish = wish if wish.messages else replace(wish, channel=InChannel(channel.id, channel.name))
    elif where.channel:
        thread = at.thread if at.kind == "channel" and at.thread != message else None
        channel = await named(desk, where.channel)
        where = replace(where, channel=channel, thread=thread or None, before=said_at(message))

    async def naming(id: str) -> str:
        if where.channel is None:
            raise RequestError("name the person as they are called in Teams")
        return str((await desk.tools.roster.member(where.channel, id))["name"])

    return await desk.wishes.question(who.person, who.language, wish, where, naming)
