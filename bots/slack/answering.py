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
from bots.services import Side, going
from bots.slack import asking
from bots.slack.asking.carried import moved
from bots.slack.tools import Tools
from core.ports import Post

Register = Callable[[AsyncApp], None]


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Register]:
    """Inside the block there is somebody to answer; what is given adds the handlers to an app."""
    async with going(tools.settings, tools.stores, _side(tools), tools.clock) as services:
        desk = services.desk(partial(asking.Desk, workspaces=tools.installed))
        yield partial(asking.register, desk=desk)


def _side(tools: Tools) -> Side:
    here = tools.installed, tools.clock
    return Side(
        platform="slack",
        access=SlackAccess(*here),
        admins=SlackAdmins(*here),
        audience=SlackAudience(*here),
        publisher=tools.publisher,
        messenger=SlackMessenger(*here),
        backfill=tools.backfill,
        zone=partial(zone_of, tools.installed),
    )


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it; digests are the publisher's. Errors: `adapters.slack.errors`."""
    workspace = await tools.installed(post.channel.workspace)
    await brought_up_to_date(Speaking(workspace, tools.clock), post, moved)
