"""An answer that was held back, brought to who asked in Slack once an admin has released it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import ClientSession, ClientTimeout

from adapters.slack.access import SlackAccess
from adapters.slack.asker import asker
from adapters.slack.posting import Place, put
from adapters.slack.render import links, pages
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import opened
from bots import wiring
from bots.platforms import Releasing
from bots.settings import Settings
from bots.slack.app import quiet
from bots.slack.tools import SLACK_SECONDS, Tools, made
from core import replies
from core.ports import Post
from core.review import Draft


@asynccontextmanager
async def releasing(
    settings: Settings, stores: wiring.Stores, clock: Callable[[], datetime]
) -> AsyncIterator[Releasing]:
    """`bots.platforms.Platform.releasing`."""
    quiet()
    async with ClientSession(timeout=ClientTimeout(total=SLACK_SECONDS)) as session:
        tools = made(settings, stores, session, clock)
        if settings.slack_bot_token:
            tools.installed.fix(await opened(tools.installed.client(settings.slack_bot_token), clock))

        async def deliver(draft: Draft) -> None:
            await _deliver(tools, draft)

        yield Releasing(SlackAccess(tools.installed, clock), deliver)


async def _deliver(tools: Tools, draft: Draft) -> None:
    """In their direct messages, in the thread of a line that says why it comes."""
    workspace = await tools.installed(draft.channel.workspace)
    speaking, who = Speaking(workspace, tools.clock), await asker(workspace, draft.requester.id)
    line = await speaking.post(draft.requester.id, replies.released(draft.channel))
    shown = pages(draft.summary, draft.channel, links(workspace.address, draft.channel.id), who.zone)
    at = Place(line["channel"], line["ts"])
    there = await put(speaking, at, replies.heading(draft.channel, thread=False), shown)
    await tools.stores.posts.put(Post(draft.channel, str(there), draft.summary, tools.clock()))
