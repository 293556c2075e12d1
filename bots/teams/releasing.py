"""An answer that was held back, brought to who asked in Teams once an admin has released it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import ClientSession, ClientTimeout

from adapters.teams.access import TeamsAccess
from adapters.teams.posting import Place, put
from adapters.teams.render import links, messages
from bots import wiring
from bots.platforms import Releasing
from bots.settings import Settings
from bots.teams.tools import TEAMS_SECONDS, Tools, made
from core import replies
from core.ports import Post
from core.review import Draft


@asynccontextmanager
async def releasing(
    settings: Settings, stores: wiring.Stores, clock: Callable[[], datetime]
) -> AsyncIterator[Releasing]:
    """`bots.platforms.Platform.releasing`."""
    async with ClientSession(timeout=ClientTimeout(total=TEAMS_SECONDS)) as session:
        tools = made(settings, stores, session, clock)

        async def deliver(draft: Draft) -> None:
            await _deliver(tools, draft)

        yield Releasing(TeamsAccess(tools.roster), deliver)


async def _deliver(tools: Tools, draft: Draft) -> None:
    """In their chat with Recap; a line at its end says why it comes."""
    there = await tools.installed(draft.channel.workspace)
    speaking, notes = tools.speaking(there.service_url, there.tenant), (replies.released(draft.channel),)
    at = Place(await speaking.direct(draft.requester.id), notes=notes)
    said = messages(draft.summary, draft.channel, links(draft.channel, there.tenant), UTC, notes=notes)
    now = await put(speaking, at, said)
    await tools.stores.posts.put(Post(draft.channel, str(now), draft.summary, tools.clock()))
