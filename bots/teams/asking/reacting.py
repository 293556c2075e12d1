"""Reactions that ask for minutes: of the thread of the message, in the chat of whoever reacted."""

import logging

from adapters.teams import emoji
from adapters.teams.asker import Asker, asker
from adapters.teams.noticing import Changed, Reacting
from adapters.teams.speaking import Speaking
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.asking import direct
from bots.teams.asking.desk import Desk
from bots.teams.asking.noting import notes
from bots.teams.asking.shown import named, told
from core.answering import Question
from core.errors import RecapError
from core.models import Channel, Person
from core.words import MessageAt

log = logging.getLogger(__name__)


async def to_recap(desk: Desk, activity: Json, at: Place) -> None:
    """To one of Recap's own posts: Teams tells of it by an activity."""
    who, message = asker(activity), str(activity.get("replyToId") or "")
    for added in activity.get("reactionsAdded") or ():
        if at.workspace and await _asks(desk, at.workspace, str(added.get("type"))):
            thread = at.thread if at.kind == "channel" else ""
            await _answer(desk, desk.speaking(at), at.channel(), message, thread or message, who)


async def to_people(desk: Desk, changed: Changed, it: Reacting) -> None:
    """To a message of a person: Graph has told of it."""
    channel = changed.channel
    if not await _asks(desk, channel.workspace, it.emoji):
        return
    try:
        member = await desk.tools.roster.member(channel, it.person)
    except RecapError:
        return  # they left
    zone = await desk.tools.zones("teams", channel.workspace, it.person)
    account = {"id": member["id"], "name": member.get("name"), "aadObjectId": it.person}
    who = asker({"from": account, "localTimezone": zone or "UTC"})
    speaking = await desk.tools.speaking_in(channel.workspace)
    await _answer(desk, speaking, channel, changed.message, changed.root, who)


async def _asks(desk: Desk, workspace: str, reaction: str) -> bool:
    settings = await desk.settings.get("teams", workspace)
    return emoji.means(reaction, settings.reaction)


async def _answer(desk: Desk, speaking: Speaking, channel: Channel, message: str, root: str, who: Asker) -> None:
    """Who takes no messages of Recap gets none: nobody else is bothered with it."""
    try:
        chat = await speaking.direct(who.teams_id)
    except RecapError as error:
        log.info("a reaction cannot be answered: %s", type(error).__name__)
        return
    try:
        channel = await named(desk, channel)
        thread = await desk.wishes.root(channel, MessageAt(channel.id, message, root))
        wanted = await desk.wishes.request(channel, who.language)
        person = Person(who.person.id, who.person.name)
        meant = Question(person, channel, thread_id=thread, request=wanted)
        into = await direct.opened(desk, speaking, chat, meant, who.zone)
        await direct.answer(desk, speaking, into, meant, who.zone, await notes(desk, meant))
    except Exception as error:
        await speaking.post(chat, told(sentence(error)))
