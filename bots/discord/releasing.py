"""An answer that was held back, brought to who asked in Discord once an admin has released it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import discord

from adapters.discord.access import DiscordAccess
from adapters.discord.addresses import at
from adapters.discord.errors import explained
from adapters.discord.linked import Links, looked_up
from adapters.discord.posting import Place, put
from adapters.discord.render import pages
from bots import wiring
from bots.discord.app import Client, quiet
from bots.platforms import Releasing
from bots.settings import Settings
from core import replies
from core.ports import Post
from core.review import Draft


@asynccontextmanager
async def releasing(
    settings: Settings, stores: wiring.Stores, clock: Callable[[], datetime]
) -> AsyncIterator[Releasing]:
    """`bots.platforms.Platform.releasing`: by Discord's API alone, nothing is heard."""
    quiet()
    at(settings.discord_api_url)
    async with Client(discord.Intents.none(), 1) as client:
        with explained(clock):
            await client.login(settings.discord_token or "")

        async def deliver(draft: Draft) -> None:
            with explained(clock):
                there = await _delivered(client, stores, draft)
            await stores.posts.put(Post(draft.channel, str(there), draft.summary, clock()))

        yield Releasing(DiscordAccess(client, clock), deliver)


async def _delivered(client: Client, stores: wiring.Stores, draft: Draft) -> Place:
    """In their direct messages, under a line that says why it comes."""
    stored = await looked_up(stores.messages, draft.channel, draft.summary.sources)
    shown = pages(draft.summary, draft.channel, Links(draft.channel, None, stored), UTC)
    there = await client.create_dm(discord.Object(int(draft.requester.id), type=discord.User))
    return await put(client, Place(str(there.id)), shown, replies.released(draft.channel))
