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
from bots import behind, wiring
from bots.schedule import ticking
from bots.teams import asking
from bots.teams.asking import reacting
from bots.teams.asking.carried import thread_of
from bots.teams.asking.shown import row
from bots.teams.hearing import Answers
from bots.teams.noticing import Asks
from bots.teams.tools import Tools
from bots.worker import working
from core.answering import Wishes
from core.limits.asking import Asking
from core.ports import Post
from core.threads import roots


@dataclass(frozen=True, slots=True)
class Answerers:
    """`activity` answers what Teams delivers, `reaction` what Graph tells."""

    activity: Answers
    reaction: Asks


@asynccontextmanager
async def answering(tools: Tools, minutes: asking.Answering | None = None) -> AsyncIterator[Answerers]:
    """Inside the block there is somebody to answer: with these minutes, else with those of the core."""
    stores, clock = tools.stores, tools.clock
    access, admins = TeamsAccess(tools.roster), TeamsAdmins(tools.owners, tools.speaking_in)
    items = wiring.items(stores, access, tools.zones, clock)
    async with (
        wiring.minutes(tools.settings, stores, access, admins, tools.backfill, found=items) as own,
        wiring.ahead(tools.settings, stores, access, admins) as ahead,
    ):
        decisions = wiring.decisions(stores, access)
        reach = wiring.Reach(publisher(tools), TeamsAudience(tools.roster), access, tools.backfill)
        scheduled = wiring.scheduled(
            *(tools.settings, stores, own, admins, {"teams": reach}, clock, items, decisions, ahead)
        )
        desk = asking.Desk(
            tools=tools,
            minutes=minutes or own,
            wishes=Wishes(stores.messages, stores.settings, stores.audit, clock),
            items=items,
            digests=scheduled.digests,
            decisions=decisions,
            access=access,
            limits=Asking(stores.buckets, clock),
        )
        messenger = TeamsMessenger(tools.installed, tools.speaking_in, clock)
        sending = wiring.sending(stores, access, {"teams": messenger}, clock)
        preparing = [behind.preparing(scheduled.preparing.tick)] if scheduled.preparing else []
        async with (
            ticking({"digests": scheduled.rounds.tick, "action items": sending.tick}),
            working(preparing),
        ):
            yield Answerers(partial(asking.answer, desk), partial(reacting.to_people, desk))


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
