"""The real discord.py client against the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import TOKEN

INTENTS = discord.Intents.all()
INTENTS.presences = False


class Bot(discord.Client):
    """Keeps all that it hears, by discord.py's name of the event."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        # discord.py waits so long for one more guild before it says that it is ready.
        super().__init__(intents=intents, guild_ready_timeout=0.1, **options)
        self.heard: dict[str, list[Any]] = {}
        self._more = asyncio.Event()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.heard.setdefault(event, []).append(args[0] if len(args) == 1 else args)
        self._more.set()
        super().dispatch(event, *args, **kwargs)

    async def hears(self, event: str, count: int = 1) -> list[Any]:
        """Waits until the event was heard so often."""
        while len(self.heard.get(event, [])) < count:
            self._more.clear()
            await self._more.wait()
        return self.heard[event]


def at(server: DiscordServer) -> None:
    """From now on discord.py speaks to the stand-in."""
    Route.BASE = server.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway.url)


@asynccontextmanager
async def connected(server: DiscordServer, make: Callable[[], discord.Client] = Bot) -> AsyncIterator[Any]:
    """The client, logged in, connected and ready; its connection's end is awaited."""
    at(server)
    client = make()
    async with client:
        await client.login(TOKEN)
        running = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await running
        try:
            yield client
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)
