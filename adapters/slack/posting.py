"""A summary where others than its requester's screen keep it: posted, changed, and taken down."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import NamedTuple

from adapters.slack.marks import POST, marked
from adapters.slack.render import links, pages
from adapters.slack.rich import Json
from adapters.slack.speaking import Speaking
from adapters.slack.standing import Frame, Moved, frame
from core import replies
from core.errors import RecapError
from core.ports import Post


class Place(NamedTuple):
    """Messages of one answer, in order, in a channel or in direct messages; `thread` where they are in one."""

    channel: str
    thread: str = ""
    messages: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "/".join((self.channel, self.thread, ",".join(self.messages)))


def place(text: str) -> Place:
    """Of the text that `str` gave."""
    channel, thread, messages = text.split("/")
    return Place(channel, thread, tuple(filter(None, messages.split(","))))


# The row of buttons under the last message, which is told which messages go before it.
Buttons = Callable[[Sequence[str]], Json]


async def put(
    speaking: Speaking, at: Place, text: str, shown: Sequence[list[Json]], buttons: Buttons | None = None
) -> Place:
    """Shows these pages in the messages of the place: changes what there is, adds what lacks, removes what is over."""
    messages: list[str] = []
    for number, page in enumerate(shown):
        last = number == len(shown) - 1
        blocks = [*page, buttons(messages)] if buttons and last else page
        if number < len(at.messages):
            await speaking.change(at.channel, at.messages[number], text, blocks)
            messages.append(at.messages[number])
        else:
            posted = await speaking.post(at.channel, text, blocks, at.thread or None)
            messages.append(posted["ts"])
    for over in at.messages[len(shown) :]:
        await speaking.remove(at.channel, over)
    return at._replace(messages=tuple(messages))


async def brought_up_to_date(speaking: Speaking, post: Post, moved: Moved) -> None:
    """Shows what a post says now, without what was deleted; title, footers and buttons stay where Slack shows them."""
    at = place(post.place)
    if post.summary is None:
        for message in (*await _details(speaking, at), *at.messages):
            await speaking.remove(at.channel, message)
        return
    around = await _frame(speaking, at)
    link = links(speaking.workspace.address, post.channel.id, around.threads if around else {})
    shown = pages(post.summary, post.channel, link, UTC)
    if around:
        await put(speaking, at, around.heading, around.around(shown), around.buttons(moved))
    else:
        await put(speaking, at, replies.heading(post.channel, thread=False), shown)


async def _details(speaking: Speaking, at: Place) -> list[str]:
    """Those of a digest, which stand in its own thread."""
    if at.messages[:1] != (at.thread,):
        return []
    there = await marked(speaking.workspace, at.channel, None, speaking.clock, thread=at.thread)
    return [ts for part, ts in there.items() if part != POST]


async def _frame(speaking: Speaking, at: Place) -> Frame | None:
    """None also where Slack does not let it be read now: what was deleted does not stay for the sake of buttons."""
    if not at.messages:
        return None
    try:
        return frame(await speaking.read(at.channel, at.messages, at.thread))
    except RecapError:
        return None
