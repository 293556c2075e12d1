"""Who reads along where a digest is posted."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord.access import reads
from adapters.discord.errors import explained
from core.errors import NotFound, RequestError
from core.models import Channel

KNOWN = timedelta(seconds=30)  # the digests of one server that are due together ask Discord once


class DiscordAudience:
    """`Audience`: every member of the server, their roles and the overwrites of both channels.

    Discord lists members to applications with the Server Members Intent only. Without it a source is taken only where
    its readers are those of the destination by the overwrites alone.
    """

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[int, tuple[datetime, discord.Guild, Sequence[discord.Member]]] = {}

    async def all_may_read(self, destination: Channel, source: Channel) -> bool:
        """Errors also: `OperatorError` where Discord refuses to say; then not all may."""
        if destination.id == source.id:
            return True
        with explained(self._clock):
            if not self._client.intents.members:
                return await self._by_overwrites(destination, source)
            guild, members = await self._members(int(destination.workspace))
            to = await _readers(guild, int(destination.id), members)
        try:
            with explained(self._clock):
                of = await _readers(guild, int(source.id), members)
        except (NotFound, RequestError):
            return False
        return to <= of

    async def _by_overwrites(self, destination: Channel, source: Channel) -> bool:
        guild = await self._client.fetch_guild(int(destination.workspace), with_counts=False)
        to, of = [await guild.fetch_channel(int(channel.id)) for channel in (destination, source)]
        if isinstance(to, discord.Thread) or isinstance(of, discord.Thread):
            return False
        return _overwrites(to) == _overwrites(of) or _open(of)

    async def _members(self, server: int) -> tuple[discord.Guild, Sequence[discord.Member]]:
        now = self._clock()
        self._known = {id: it for id, it in self._known.items() if it[0] > now}
        if server not in self._known:
            guild = await self._client.fetch_guild(server, with_counts=False)
            listed = [member async for member in guild.fetch_members(limit=None) if not member.bot]
            self._known[server] = now + KNOWN, guild, listed
        _, guild, members = self._known[server]
        return guild, members


async def _readers(guild: discord.Guild, id: int, members: Sequence[discord.Member]) -> set[int]:
    """Ids of the people who may read a channel, or a private thread: those in it, and who manages threads."""
    where = await guild.fetch_channel(id)
    if not isinstance(where, discord.Thread):
        return {member.id for member in members if reads(where, member)}
    parent = await guild.fetch_channel(where.parent_id)
    inside = {it.id for it in await where.fetch_members()} if where.is_private() else {it.id for it in members}
    return {
        it.id for it in members if reads(parent, it) and (it.id in inside or parent.permissions_for(it).manage_threads)
    }


def _overwrites(channel: Any) -> set[tuple[int, tuple[bool | None, ...]]]:
    """By role or member what of reading is allowed and denied; of voice another right is needed too."""
    spoken = isinstance(channel, discord.VoiceChannel | discord.StageChannel)
    rights = {(target.id, _of(it, spoken)) for target, it in channel.overwrites.items()}
    return {(id, right) for id, right in rights if any(it is not None for it in right)} | {(0, (spoken,))}


def _of(overwrite: discord.PermissionOverwrite, spoken: bool) -> tuple[bool | None, ...]:
    connect = (overwrite.connect,) if spoken else ()
    return overwrite.view_channel, overwrite.read_message_history, *connect


def _open(channel: Any) -> bool:
    """Everybody in the server reads it: nobody is denied anything of it."""
    spoken = isinstance(channel, discord.VoiceChannel | discord.StageChannel)
    denied = any(it is False for overwrite in channel.overwrites.values() for it in _of(overwrite, spoken))
    everyone = channel.permissions_for(channel.guild.default_role)
    return not denied and everyone.view_channel and everyone.read_message_history and (everyone.connect or not spoken)
