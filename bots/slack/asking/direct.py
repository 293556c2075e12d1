"""Answers in the asker's direct messages, streamed there: a line with Stop first, the answer in its thread."""

from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from adapters.slack import buttons
from adapters.slack.item_view import NOTE
from adapters.slack.posting import Place, put
from adapters.slack.render import links
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking.carried import Carried
from bots.slack.asking.desk import Desk
from bots.slack.asking.shown import Shown, named, paged, shown
from bots.slack.asking.streaming import Stream
from bots.slack.asking.unsent import tell
from bots.slack.asking.whispering import row
from core import replies
from core.answering import Given, Question
from core.ports import Post
from core.summary import Summary


@dataclass(frozen=True, slots=True)
class Opened:
    """The line that says what is being read: its channel and ts, and the thread in which the answer comes."""

    channel: str
    ts: str
    thread: str

    @property
    def key(self) -> str:
        return f"{self.channel}/{self.ts}"


async def opened(speaking: Speaking, to: str, question: Question, thread: str | None = None) -> Opened:
    """`to` is a person, or the direct messages with them, there in the `thread` of what they wrote."""
    text = replies.reading(question.channel)
    posted = await speaking.post(to, text, thread=thread)
    line = Opened(posted["channel"], posted["ts"], thread or posted["ts"])
    await speaking.change(line.channel, line.ts, text, [buttons.line(text), buttons.stop(line.key)])
    return line


async def answer(desk: Desk, workspace: SlackWorkspace, line: Opened, question: Question, zone: tzinfo) -> Given | None:
    """None where it was stopped or failed: the line says so."""
    speaking = desk.speaking(workspace)
    link = links(workspace.address, question.channel.id)

    async def early(summary: Summary) -> Shown:
        return paged(summary, await named(desk, question.channel), link, zone, question.thread_id is not None)

    stream = Stream(speaking, line.channel, line.thread, question.requester.id, link, early)
    try:
        given = await desk.running.run(line.key, desk.minutes.answer(question, stream))
        if given is not None:
            await stream.close()
            await keep(desk, workspace, stream.place, question, given, zone)
    except Exception as error:
        await _failed(speaking, line, question, sentence(error))
        await stream.withdraw()
        return None
    if given is None:
        await stream.withdraw()
        await speaking.change(line.channel, line.ts, replies.STOPPED)
        return None
    heading = replies.heading(await named(desk, question.channel), question.thread_id is not None)
    await speaking.change(line.channel, line.ts, heading)
    say = partial(speaking.post, line.channel, thread=line.thread)
    await tell(desk, workspace, question.requester, zone, NOTE, say)
    return given


async def _failed(speaking: Speaking, line: Opened, question: Question, said: str) -> None:
    again = buttons.again(Carried(question, thread=line.thread).packed())
    await speaking.change(line.channel, line.ts, said, [buttons.line(said), again])


async def keep(
    desk: Desk, workspace: SlackWorkspace, at: Place, question: Question, given: Given, zone: tzinfo
) -> None:
    """Show the answer in these messages, and remember where it stands: what is deleted later leaves it too."""
    speaking, answer = desk.speaking(workspace), await shown(desk, workspace, question, given, zone)
    if answer.pages:
        there = await put(speaking, at, answer.text, answer.pages, row(question, given.id, at.thread))
        await desk.posts.put(Post(question.channel, str(there), given.summary, desk.clock()))
    else:
        there = await put(speaking, at, answer.text, [[buttons.line(answer.text)]])
    if at.messages and there != at:
        await desk.posts.remove("slack", workspace.id, str(at))
