"""Who may read a channel of Discord: asked each time, of Discord itself and not of what its gateway told before."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord

from adapters.discord.errors import explained
from core.errors import NotFound, RequestError
from core.models import Channel


class DiscordAccess:
    """`Access`: by roles and by the channel's overwrites; a private thread's members, and who manages threads."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock

    async def may_read(self, person: str, channel: Channel) -> bool:
        """Errors also: `OperatorError` where Discord refuses to say; then nobody may."""
        if not (person.isdecimal() and channel.id.isdecimal()):
            return False
        try:
            with explained(self._clock):
                return await self._may_read(int(person), int(channel.workspace), int(channel.id))
        except (NotFound, RequestError):  # not in the server, no such channel, or none that Recap may read
            return False

    async def _may_read(self, person: int, server: int, id: int) -> bool:
        """The server is fetched with its roles, so that what is fetched through it counts with those."""
        guild = await self._client.fetch_guild(server, with_counts=False)
        member, where = await asyncio.gather(guild.fetch_member(person), guild.fetch_channel(id))
        if not isinstance(where, discord.Thread):
            return reads(where, member)
        parent = await guild.fetch_channel(where.parent_id)
        if not reads(parent, member):
            return False
        if not where.is_private() or parent.permissions_for(member).manage_threads:
            return True
        return await _in_thread(where, person)


def reads(where: Any, member: discord.Member) -> bool:
    """Whether a member sees a channel and what was said there before; what is written in voice needs Connect too."""
    may = where.permissions_for(member)
    spoken = isinstance(where, discord.VoiceChannel | discord.StageChannel)
    return bool(may.view_channel and may.read_message_history and (may.connect or not spoken))


async def _in_thread(thread: discord.Thread, person: int) -> bool:
    try:
        await thread.fetch_member(person)
    except discord.NotFound:
        return False
    return True
