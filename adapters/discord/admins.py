"""Words for whoever owns a server, as a direct message."""

from collections.abc import Callable
from datetime import datetime

import discord

from adapters.discord.errors import explained
from core.errors import NotFound


class DiscordAdmins:
    """`core.ports.Admins`. Errors: those of `adapters.discord.errors`."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        with explained(self._clock):
            guild = await self._client.fetch_guild(int(workspace), with_counts=False)
            if not guild.owner_id:
                raise NotFound(f"Discord names no owner of the server {workspace}")
            owner = await self._client.fetch_user(guild.owner_id)
            await owner.send(text)
