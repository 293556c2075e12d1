"""An answer as its reader sees it."""

from dataclasses import dataclass, replace
from datetime import tzinfo

from adapters.slack.buttons import Json
from adapters.slack.render import Links, links, pages
from adapters.slack.rich import footer
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk
from core import replies
from core.answering import Given, Question
from core.models import Channel
from core.summary import Summary

PAGES_MAX = 4  # a response_url takes five messages, one of which may be the line before the answer


@dataclass(frozen=True, slots=True)
class Shown:
    """`text` is what notifications say. Without pages there was nothing to sum up, and the text says so."""

    text: str
    pages: tuple[list[Json], ...] = ()


async def shown(desk: Desk, workspace: SlackWorkspace, question: Question, given: Given, zone: tzinfo) -> Shown:
    """The channel goes by its name here: its reader may read it."""
    channel, summary = await named(desk, question.channel), given.summary
    if not summary.overview and not any(summary.statements()):
        return Shown(replies.nothing(channel, summary.coverage))
    threads = {message.id: message.thread_id for message in given.transcript}
    link = links(workspace.address, channel.id, threads)
    return paged(summary, channel, link, zone, question.thread_id is not None)


def paged(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool) -> Shown:
    """A summary that says something, as far as it fits."""
    found = pages(summary, channel, link, zone, thread)
    if len(found) > PAGES_MAX:
        found = [*found[: PAGES_MAX - 1], [*found[PAGES_MAX - 1], footer(replies.CUT), found[-1][-1]]]
    return Shown(replies.heading(channel, thread), tuple(found))


async def named(desk: Desk, channel: Channel) -> Channel:
    """With the name that is stored, where none was given."""
    if channel.name:
        return channel
    here = (channel.platform, channel.workspace, channel.id)
    known = (c.name for c in await desk.messages.channels() if (c.platform, c.workspace, c.id) == here)
    return replace(channel, name=next(known, ""))
