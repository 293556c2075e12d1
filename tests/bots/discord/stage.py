"""Discord's stand-in with Recap beside it in one process: what people do in, what is stored and seen out."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bots import wiring
from bots.discord.answering import answering
from bots.discord.wiring import Answering, running
from bots.platforms import Ready
from bots.settings import Settings
from core.models import Channel, Message
from tests.bots.slack.stage import Eyes
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import APP_ID, TOKEN

WAIT_SECONDS = 30.0  # a busy machine takes a while


@dataclass
class Stage:
    """A server with two people in #general, and the settings with which Recap hears it."""

    discord: DiscordServer
    settings: Settings
    guild: str
    ana: str
    ben: str
    channel: str
    stores: wiring.Stores | None = None
    ready: Ready | None = None

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.discord.state.now(), UTC)

    @asynccontextmanager
    async def recap(self, answers: Answering = answering, **stores: Any) -> AsyncIterator[wiring.Stores]:
        """It runs inside the block, with these stores instead of its own."""
        async with wiring.stores(self.settings) as opened:
            self.stores = replace(opened, **stores)
            async with running(self.settings, self.stores, Eyes(), self.clock, answers) as self.ready:
                yield self.stores

    async def messages(self, channel: str | None = None, guild: str | None = None) -> list[Message]:
        assert self.stores
        place = Channel("discord", guild or self.guild, channel or self.channel, "")
        return [m async for m in self.stores.messages.read(place)]

    async def texts(self, channel: str | None = None, guild: str | None = None) -> list[str]:
        return [message.text for message in await self.messages(channel, guild)]

    async def stored(self, *texts: str, channel: str | None = None) -> None:
        """Waits until exactly these are stored, in this order."""

        async def same() -> bool:
            return await self.texts(channel) == list(texts)

        await until(same)

    async def sees(self, user: str, channel: str, text: str) -> dict[str, Any]:
        """Waits until somebody sees something of Recap there with this text in it."""
        found: list[dict[str, Any]] = []

        async def seen() -> bool:
            found[:] = [m for m in self.said_to(user, channel) if text in _shown(m)]
            return bool(found)

        await until(seen)
        return found[-1]

    def said_to(self, user: str, channel: str) -> list[dict[str, Any]]:
        """What somebody sees of Recap there."""
        return [m for m in self.discord.seen_by(user, channel) if m["author"]["id"] == APP_ID]


@asynccontextmanager
async def stage(folder: Path, **server: Any) -> AsyncIterator[Stage]:
    async with DiscordServer(**server) as discord:
        guild = discord.world.add_guild("Acme")
        ana, ben = (discord.world.add_member(guild, name) for name in ("ana", "ben"))
        channel = discord.world.add_channel(guild, "general")
        settings = Settings(
            database=folder / "recap.sqlite3",
            analysis_processes=1,
            discord_token=TOKEN,
            discord_api_url=discord.api_url,
            discord_gateway_url=discord.gateway.url,
        )
        yield Stage(discord, settings, guild, ana, ben, channel)


def _shown(message: dict[str, Any]) -> str:
    return json.dumps([message[part] for part in ("content", "embeds", "components")], ensure_ascii=False)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Waits for what happens in the background."""
    async with asyncio.timeout(WAIT_SECONDS):
        while not await true():  # noqa: ASYNC110 - nothing tells when a database has changed
            await asyncio.sleep(0.02)
