"""What answers people in Slack: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from slack_bolt.app.async_app import AsyncApp

from adapters.slack.access import SlackAccess
from adapters.slack.admins import SlackAdmins
from adapters.slack.posting import brought_up_to_date
from adapters.slack.speaking import Speaking
from bots import wiring
from bots.slack import asking
from bots.slack.asking.carried import moved
from bots.slack.tools import Tools
from core.answering import Wishes
from core.limits.asking import Asking
from core.ports import Post

Register = Callable[[AsyncApp], None]


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Register]:
    """Inside the block there is somebody to answer; what is given adds the handlers to an app."""
    stores, clock = tools.stores, tools.clock
    access, admins = SlackAccess(tools.installed, clock), SlackAdmins(tools.installed, clock)
    async with wiring.minutes(tools.settings, stores, access, admins, tools.backfill) as minutes:
        wishes = Wishes(stores.messages, stores.settings, stores.audit, clock)
        desk = asking.Desk(
            *(minutes, wishes, stores.messages, stores.posts, stores.settings, stores.ledger),
            *(Asking(stores.buckets, clock), tools.installed, clock),
        )
        yield partial(asking.register, desk=desk)


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it. Errors: those of `adapters.slack.errors`."""
    workspace = await tools.installed(post.channel.workspace)
    await brought_up_to_date(Speaking(workspace, tools.clock), post, moved)
