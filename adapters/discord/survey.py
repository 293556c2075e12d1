"""Which channels of a server Recap hears, and what of their past it lacks.

Discord tells no bot that it may read a channel now: it is looked for where channels, roles or Recap's own change.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord import wire
from adapters.discord.places import channel_of
from core.hearing import Compared, Hearing, Joined, Left
from core.hearing.stretches import gaps
from core.models import Channel
from core.ports import MessageStore, Wanted, Window

JOINED_PAST = timedelta(days=30)  # fetched in the background when Recap comes to a channel
COMPARED_PAST = timedelta(days=2)  # held against Discord in the background after a break; older on being asked for
SAID = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.ForumChannel)  # has messages


class Survey:
    """`clock` tells the time."""

    def __init__(
        self, hearing: Hearing, store: MessageStore, complete: Compared, clock: Callable[[], datetime]
    ) -> None:
        self._hearing = hearing
        self._store = store
        self._complete = complete
        self._clock = clock
        self._heard: dict[int, dict[int, Channel]] = {}  # by server and channel

    async def look(self, guild: discord.Guild, again: bool = False) -> None:
        """Takes up what can be heard now, and lets go of what cannot any more; `again` where Recap was away.

        Errors: `StorageError`.
        """
        now, before = self._clock(), self._heard.get(guild.id, {})
        found = {place.id: channel_of(place) for place in readable(guild)}
        self._heard[guild.id] = found
        for place in readable(guild):
            if again or place.id not in before:
                await self._take_up(found[place.id], place, now)
        for id, channel in before.items():
            if id not in found:
                await self._hearing.hear(Left(channel, now))

    def forget(self, guild: int) -> None:
        self._heard.pop(guild, None)

    def gone(self, guild: int, channel: int) -> None:
        self._heard.get(guild, {}).pop(channel, None)

    async def _take_up(self, channel: Channel, place: Any, now: datetime) -> None:
        """What was open is open still, with a gap where Recap was away, and with doubts of what came before it."""
        stretches = await self._complete.stored.stretches(channel)
        if not any(stretch.until is None for stretch in stretches):
            await self._hearing.hear(Joined(channel, now))
            await self._complete.want(Wanted(channel, Window(now - JOINED_PAST, now), now))
            return
        for gap in gaps(Window(stretches[0].since or now - JOINED_PAST, now), stretches):
            if _said_since(place, gap):
                await self._complete.want(Wanted(channel, gap, now))
            else:
                await self._complete.add(channel, gap)
        recent = Window(now - COMPARED_PAST, now)
        async for _ in self._store.read(channel, recent):
            await self._complete.want(Wanted(channel, recent, now))
            break


def readable(guild: discord.Guild) -> Iterator[Any]:
    """The channels of a server whose messages Recap may read."""
    for channel in guild.channels:
        if isinstance(channel, SAID):
            may = channel.permissions_for(guild.me)
            if may.view_channel and may.read_message_history:
                yield channel


def _said_since(place: Any, gap: Window) -> bool:
    """Whether anything was said there, or in a thread there, after the gap began, by what Discord's gateway tells."""
    last = [place.last_message_id, *(t.last_message_id for t in getattr(place, "threads", ()))]
    since = gap.since
    return isinstance(place, discord.ForumChannel) or any(
        id and (since is None or wire.moment(id) >= since) for id in last
    )
