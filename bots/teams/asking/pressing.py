"""Buttons under an answer. Whoever presses one is asked for their right to read again."""

from dataclasses import replace
from datetime import UTC

from adapters.teams import buttons
from adapters.teams.asker import Asker, asker
from adapters.teams.posting import Place as Posted
from adapters.teams.posting import put
from adapters.teams.said import ADAPTIVE
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking.carried import Carried, unpacked
from bots.teams.asking.desk import Desk
from bots.teams.asking.direct import keep
from bots.teams.asking.noting import notes
from bots.teams.asking.rating import remember
from bots.teams.asking.replacing import passing
from bots.teams.asking.shown import shown, told
from core import replies
from core.answering import Question
from core.answering.question import shorter
from core.ports import Post


async def pressed(desk: Desk, activity: Json, at: Place) -> Reply:
    """Answered at once with what takes the card's place; what takes longer follows in the same message."""
    action, who = activity["value"]["action"], asker(activity)
    value = action["data"][buttons.CARRIED]
    carried = unpacked(value, who.person)
    messages = (*carried.before, activity["replyToId"])
    stands = Posted(at.conversation, at.thread, messages, value)
    if action["verb"] == buttons.PUBLISH:
        desk.tools.under_way.start(_publish(desk, at, carried, who))
        return passing(replies.WORKING)
    asked = shorter(carried.question) if action["verb"] == buttons.SHORTER else replace(carried.question, fresh=True)
    desk.tools.under_way.start(_again(desk, at, stands, asked, who))
    reading = buttons.card([buttons.line(replies.reading(carried.question.channel))])
    return Reply(body={"statusCode": 200, "type": ADAPTIVE, "value": reading})


async def _again(desk: Desk, at: Place, stands: Posted, question: Question, who: Asker) -> None:
    """Who may not read it any more does not keep the old answer."""
    speaking = desk.speaking(at)
    try:
        given, said = await desk.minutes.answer(question), await notes(desk, question)
        await keep(desk, speaking, stands._replace(notes=tuple(said)), question, given, who.zone, said)
    except Exception as error:
        failed = told(sentence(error), buttons.again(Carried(question).packed()))
        await put(speaking, stands, [failed])
        await desk.posts.remove("teams", question.channel.workspace, str(stands))


async def _publish(desk: Desk, at: Place, carried: Carried, who: Asker) -> None:
    """Into the channel that it rests on, or its thread, and nowhere else: its readers may read the sources."""
    question, speaking = carried.question, desk.speaking(at)
    try:
        there = await desk.tools.speaking_in(question.channel.workspace)
        given = await desk.minutes.answer(question)
        by = [replies.published_by(who.person.name), *await notes(desk, question)]
        answer = await shown(desk, question, given, UTC, by)
        if answer.empty:
            await speaking.post(at.conversation, answer.said[0])
            return
        put_at = await put(there, Posted(question.channel.id, question.thread_id or "", notes=tuple(by)), answer.said)
        await remember(desk, question.channel.id, put_at.messages, question, given.id)
        await desk.posts.put(Post(question.channel, str(put_at), given.summary, desk.clock()))
        said = replies.PUBLISHED
    except Exception as error:
        said = sentence(error)
    await speaking.post(at.conversation, told(said))
