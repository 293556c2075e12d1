"""What answers people in Slack: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from slack_bolt.app.async_app import AsyncApp

from adapters.slack.access import SlackAccess
from adapters.slack.admins import SlackAdmins
from adapters.slack.asker import zone_of
from adapters.slack.audience import SlackAudience
from adapters.slack.messenger import SlackMessenger
from adapters.slack.posting import brought_up_to_date
from adapters.slack.speaking import Speaking
from bots import behind, wiring
from bots.schedule import ticking
from bots.slack import asking
from bots.slack.asking.carried import moved
from bots.slack.tools import Tools
from bots.worker import Job, working
from core.answering import Wishes
from core.limits.asking import Asking
from core.ports import Post

Register = Callable[[AsyncApp], None]


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Register]:
    """Inside the block there is somebody to answer; what is given adds the handlers to an app."""
    stores, clock = tools.stores, tools.clock
    access, admins = SlackAccess(tools.installed, clock), SlackAdmins(tools.installed, clock)
    items = wiring.items(stores, access, partial(zone_of, tools.installed), clock)
    async with (
        wiring.minutes(tools.settings, stores, access, admins, tools.backfill, found=items) as minutes,
        wiring.ahead(tools.settings, stores, access, admins) as ahead,
    ):
        decisions = wiring.decisions(stores, access)
        reach = wiring.Reach(tools.publisher, SlackAudience(tools.installed, clock), access, tools.backfill)
        scheduled = wiring.scheduled(
            *(tools.settings, stores, minutes, admins, {"slack": reach}, clock, items, decisions, ahead)
        )
        desk = asking.Desk(
            minutes=minutes,
            wishes=Wishes(stores.messages, stores.settings, stores.audit, clock),
            messages=stores.messages,
            posts=stores.posts,
            settings=stores.settings,
            ledger=stores.ledger,
            items=items,
            digests=scheduled.digests,
            decisions=decisions,
            limits=Asking(stores.buckets, clock),
            workspaces=tools.installed,
            clock=clock,
        )
        sending = wiring.sending(stores, access, {"slack": SlackMessenger(tools.installed, clock)}, clock)
        async with (
            ticking({"digests": scheduled.rounds.tick, "action items": sending.tick}),
            working(_prepared(scheduled)),
        ):
            yield partial(asking.register, desk=desk)


def _prepared(scheduled: wiring.Scheduled) -> list[Job]:
    """What fell silent is summarized before the hour of a digest."""
    preparing = scheduled.preparing
    return [behind.preparing(preparing.tick)] if preparing else []


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it; digests are the publisher's. Errors: `adapters.slack.errors`."""
    workspace = await tools.installed(post.channel.workspace)
    await brought_up_to_date(Speaking(workspace, tools.clock), post, moved)
