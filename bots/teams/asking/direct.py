"""Answers in the asker's chat with Recap, streamed there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from adapters.teams import buttons
from adapters.teams.posting import Place, put
from adapters.teams.render import links, messages
from adapters.teams.speaking import Speaking
from bots.failing import sentence
from bots.teams.asking.carried import Carried, moved
from bots.teams.asking.desk import Desk
from bots.teams.asking.rating import remember
from bots.teams.asking.shown import named, row, shown, told
from bots.teams.asking.streaming import Stream
from core import replies
from core.answering import Given, Question
from core.ports import Post


async def opened(desk: Desk, speaking: Speaking, chat: str, question: Question, zone: tzinfo) -> "Opened":
    """What is being read is said at once. Errors: `Unreachable` where Recap may not write there."""
    there = await desk.tools.installed(question.channel.workspace)
    key = f"{chat}/{id(question)}"
    channel, link = await named(desk, question.channel), links(question.channel, there.tenant)
    early = partial(messages, channel=channel, link=link, zone=zone, thread=question.thread_id is not None)
    stream = Stream(speaking, chat, link, early, lambda: desk.running.stop(key))
    await stream.begin(replies.reading(question.channel))
    return Opened(chat, key, stream)


@dataclass(frozen=True, slots=True)
class Opened:
    """The chat in which the answer comes, and what grows there; `key` is that of its making."""

    chat: str
    key: str
    stream: Stream


async def answer(
    desk: Desk, speaking: Speaking, into: Opened, question: Question, zone: tzinfo, notes: Sequence[str] = ()
) -> Given | None:
    """None where it was stopped or failed: the chat says so, but for a Stop, which Teams itself shows."""
    async with into.stream.growing():
        try:
            given = await desk.running.run(into.key, desk.minutes.answer(question, into.stream))
            if given is not None:
                await keep(desk, speaking, Place(into.chat), question, given, zone, notes, into.stream)
            return given
        except Exception as error:
            failed = told(sentence(error), buttons.again(Carried(question).packed()))
            if await into.stream.end(failed) is None:
                await speaking.post(into.chat, failed)
            return None


async def keep(
    desk: Desk,
    speaking: Speaking,
    at: Place,
    question: Question,
    given: Given,
    zone: tzinfo,
    notes: Sequence[str] = (),
    stream: Stream | None = None,
) -> None:
    """Show the answer in these messages, and remember where it stands: what is deleted later leaves it too."""
    value = Carried(question, given.id).packed()
    answer = await shown(desk, question, given, zone, notes)
    buttons = None if answer.empty else partial(row, await named(desk, question.channel), value)
    there = await put(speaking, at._replace(value="", notes=()), answer.said, buttons, stream.end if stream else None)
    now = there._replace(value="" if answer.empty else moved(value, there.messages[:-1]), notes=tuple(notes))
    await remember(desk, at.conversation, there.messages, question, given.id)
    if not answer.empty:
        await desk.posts.put(Post(question.channel, str(now), given.summary, desk.clock()))
    if at.messages and now != at:
        await desk.posts.remove("teams", question.channel.workspace, str(at))
