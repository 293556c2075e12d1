"""What Discord's gateway tells as what Recap hears. https://docs.discord.com/developers/events/gateway-events"""

from collections.abc import Callable, Sequence
from datetime import datetime

import discord

from adapters.discord import wire
from adapters.discord.places import Place, Places
from core.hearing import Arrived, Cleared, Deleted, Edited, Heard, Reaction
from core.ports import Reacted


class Live:
    """`own` tells Recap's user id: what it wrote and set itself is nobody's word."""

    def __init__(self, places: Places, own: Callable[[], int], clock: Callable[[], datetime]) -> None:
        self._places = places
        self._own = own
        self._clock = clock

    async def message(self, found: discord.Message) -> Sequence[Heard]:
        """Nothing where it says nothing that is kept, direct messages to Recap among it. Errors: those of `Places`."""
        if found.guild is None or found.type not in wire.WORDS or found.author.id == self._own():
            return []
        place = self._places.known(found.channel) or await self._places.of(found.guild.id, found.channel.id)
        return [Arrived(place.channel, wire.message(found, place))]

    async def edit(self, found: discord.Message) -> Sequence[Heard]:
        """Discord also says "updated" where a link was unfurled or a thread begun: that is no edit."""
        if found.edited_at is None:
            return []
        heard = await self.message(found)
        return [Edited(it.channel, it.message) for it in heard if isinstance(it, Arrived)]

    async def deleted(self, guild: int | None, channel: int, ids: Sequence[int]) -> Sequence[Heard]:
        if guild is None:
            return []
        place = await self._places.of(guild, channel)
        return [Deleted(place.channel, str(id)) for id in ids]

    async def reaction(self, raw: discord.RawReactionActionEvent) -> Sequence[Heard]:
        if raw.guild_id is None or raw.user_id == self._own():
            return []
        place: Place = await self._places.of(raw.guild_id, raw.channel_id)
        gone = raw.event_type == "REACTION_REMOVE"
        name = wire.emoji(raw.emoji)
        return [Reaction(place.channel, Reacted(str(raw.message_id), str(raw.user_id), name, self._clock(), gone))]

    async def cleared(self, raw: discord.RawReactionClearEvent | discord.RawReactionClearEmojiEvent) -> Sequence[Heard]:
        """A moderator took all reactions away, or all of one emoji."""
        if raw.guild_id is None:
            return []
        place = await self._places.of(raw.guild_id, raw.channel_id)
        one = wire.emoji(raw.emoji) if isinstance(raw, discord.RawReactionClearEmojiEvent) else None
        return [Cleared(place.channel, str(raw.message_id), self._clock(), one)]
