"""What answers people in Teams: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from adapters.teams.access import TeamsAccess, TeamsAudience
from adapters.teams.admins import TeamsAdmins
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.posting import brought_up_to_date, place
from adapters.teams.publisher import TeamsPublisher
from adapters.teams.render import links
from bots.services import Side, going
from bots.teams import asking
from bots.teams.asking import reacting
from bots.teams.asking.carried import thread_of
from bots.teams.asking.shown import row
from bots.teams.hearing import Answers
from bots.teams.noticing import Asks
from bots.teams.tools import Tools
from core.ports import Post
from core.threads import roots


@dataclass(frozen=True, slots=True)
class Answerers:
    """`activity` answers what Teams delivers, `reaction` what Graph tells."""

    activity: Answers
    reaction: Asks


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Answerers]:
    """Inside the block there is somebody to answer."""
    async with desk(tools) as it:
        yield answerers(it)


@asynccontextmanager
async def desk(tools: Tools) -> AsyncIterator[asking.Desk]:
    async with going(tools.settings, tools.stores, _side(tools), tools.clock) as services:
        yield services.desk(partial(asking.Desk, tools=tools))


def answerers(desk: asking.Desk) -> Answerers:
    return Answerers(partial(asking.answer, desk), partial(reacting.to_people, desk))


def _side(tools: Tools) -> Side:
    return Side(
        platform="teams",
        access=TeamsAccess(tools.roster),
        admins=TeamsAdmins(tools.owners, tools.speaking_in),
        audience=TeamsAudience(tools.roster),
        publisher=publisher(tools),
        messenger=TeamsMessenger(tools.installed, tools.speaking_in, tools.clock),
        backfill=tools.backfill,
        zone=tools.zones,
    )


def publisher(tools: Tools) -> TeamsPublisher:
    roots_of = partial(roots, tools.stores.messages)
    return TeamsPublisher(tools.installed, tools.speaking_in, tools.graph, roots_of, tools.clock)


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it. Errors: those of `adapters.teams.errors`."""
    if post.digest:
        await publisher(tools).change(post.place, post.digest)
        return
    there = await tools.installed(post.channel.workspace)
    speaking, value = tools.speaking(there.service_url, there.tenant), place(post.place).value
    buttons = partial(row, post.channel, value) if value else None
    link = links(post.channel, there.tenant)
    await brought_up_to_date(speaking, post, link, thread_of(value) is not None, buttons)
