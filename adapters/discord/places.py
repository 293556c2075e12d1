"""Where messages stand: channels of a server, and the threads in them.

What is said in a public thread or forum post may be read by whoever may read its channel, and belongs to that. A
private thread has readers of its own: it is a channel by itself.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from adapters.discord.errors import explained
from adapters.text import readable
from core.errors import NotFound
from core.models import Channel

REMEMBERED = 50_000  # threads; archived ones leave discord.py's own cache


@dataclass(frozen=True, slots=True)
class Place:
    """`thread` is the id of a public thread or post; that of the message at its root is the same."""

    channel: Channel
    thread: str | None = None

    @property
    def written_in(self) -> str:
        """The id of Discord's channel or thread in which messages are written."""
        return self.thread or self.channel.id


class Places:
    """`clock` tells the time. What Discord's gateway has told is not asked for."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock
        self._threads: OrderedDict[int, Place] = OrderedDict()

    def known(self, where: Any) -> Place | None:
        """Of a channel or thread as discord.py has it; None where it must be asked for."""
        if isinstance(where, discord.Thread):
            place = thread_place(where)
            self.remember(where.id, place)
            return place
        return Place(channel_of(where)) if isinstance(where, discord.abc.GuildChannel) else None

    def remember(self, id: int, place: Place) -> None:
        self._threads[id] = place
        self._threads.move_to_end(id)
        if len(self._threads) > REMEMBERED:
            self._threads.popitem(last=False)

    async def gone(self, raw: discord.RawThreadDeleteEvent) -> Place:
        """Of a thread that was removed: Discord tells of it no more than its parent and its type."""
        known = self._threads.pop(raw.thread_id, None)
        if known is None and raw.thread_type is discord.ChannelType.private_thread:
            known = Place(Channel("discord", str(raw.guild_id), str(raw.thread_id), ""))
        return known or Place(Channel("discord", str(raw.guild_id), str(raw.parent_id), ""), str(raw.thread_id))

    async def of(self, guild: int, id: int) -> Place:
        """The place of Discord's channel or thread of this id. Errors: `NotFound` where it is not in the server."""
        server = self._client.get_guild(guild)
        if (cached := server and server.get_channel_or_thread(id)) and (place := self.known(cached)):
            return place
        if id in self._threads:
            return self._threads[id]
        with explained(self._clock):
            found = await self._client.fetch_channel(id)
        if not isinstance(found, discord.Thread | discord.abc.GuildChannel) or found.guild.id != guild:
            raise NotFound("Discord shows Recap no such channel in this server")
        place = self.known(found)
        assert place, "a channel or thread of a server has a place"
        return place


def channel_of(where: discord.abc.GuildChannel) -> Channel:
    topic = getattr(where, "topic", None)
    return Channel("discord", str(where.guild.id), str(where.id), readable(where.name), topic and readable(topic))


def thread_place(thread: discord.Thread) -> Place:
    guild = str(thread.guild.id)
    if thread.is_private():
        return Place(Channel("discord", guild, str(thread.id), readable(thread.name)))
    parent = thread.parent
    channel = channel_of(parent) if parent else Channel("discord", guild, str(thread.parent_id), "")
    return Place(channel, str(thread.id))


def link(guild: str, written_in: str, message: str) -> str:
    """Where a message is."""
    return f"https://discord.com/channels/{guild}/{written_in}/{message}"
