"""Every event is stored before anything else happens. The gateway tells nothing twice: `Ears` sees to the rest."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

import discord

from adapters.discord.ears import Ears
from adapters.discord.live import Live
from adapters.discord.removed import Removed
from adapters.discord.survey import Survey
from bots.discord.app import Client
from core.errors import RecapError
from core.hearing import Erased
from core.ports import Complete

log = logging.getLogger(__name__)


class Hearing:
    def __init__(
        self,
        client: Client,
        ears: Ears,
        live: Live,
        survey: Survey,
        removals: Removed,
        complete: Complete,
        clock: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._ears = ears
        self._live = live
        self._survey = survey
        self._removals = removals
        self._complete = complete
        self._clock = clock

    def register(self) -> None:
        listens = self._client.listens
        listens("message", self._message)
        listens("raw_message_edit", self._edit)
        listens("raw_message_delete", self._delete)
        listens("raw_bulk_message_delete", self._delete_many)
        listens("raw_reaction_add", self._reaction)
        listens("raw_reaction_remove", self._reaction)
        listens("raw_reaction_clear", self._cleared)
        listens("raw_reaction_clear_emoji", self._cleared)
        listens("shard_connect", self._begins)
        for event in ("guild_available", "guild_join"):
            listens(event, self._server)
        for event in ("guild_channel_create", "guild_channel_update", "guild_role_update", "member_update"):
            listens(event, self._changed)
        listens("guild_channel_delete", self._channel_gone)
        listens("raw_thread_delete", self._thread_gone)
        listens("guild_remove", self._removed)

    async def _message(self, message: discord.Message) -> None:
        await self._ears.hear(partial(self._live.message, message))
        for asks in self._client.asks:
            await asks(message)

    async def _edit(self, raw: discord.RawMessageUpdateEvent) -> None:
        await self._ears.hear(partial(self._live.edit, raw.message))

    async def _delete(self, raw: discord.RawMessageDeleteEvent) -> None:
        await self._ears.hear(partial(self._live.deleted, raw.guild_id, raw.channel_id, [raw.message_id]))

    async def _delete_many(self, raw: discord.RawBulkMessageDeleteEvent) -> None:
        ids = sorted(raw.message_ids)
        await self._ears.hear(partial(self._live.deleted, raw.guild_id, raw.channel_id, ids))

    async def _reaction(self, raw: discord.RawReactionActionEvent) -> None:
        await self._ears.hear(partial(self._live.reaction, raw))

    async def _cleared(self, raw: discord.RawReactionClearEvent | discord.RawReactionClearEmojiEvent) -> None:
        await self._ears.hear(partial(self._live.cleared, raw))

    async def _begins(self, shard: int) -> None:
        """A new session, not one that was resumed: what was said between the two is to be fetched."""
        try:
            async with self._ears.held():
                await self._complete.interrupted("discord", self._clock())
        except RecapError:
            self._ears.missed = True
            raise
        for guild in self._client.guilds:
            if not guild.unavailable:
                await self._server(guild)

    async def mend(self) -> bool:
        """What the store did not take, however often it was tried, is fetched as after a gap."""
        if self._ears.missed:
            self._ears.missed = False
            await self._begins(0)
        return False

    async def _server(self, guild: discord.Guild) -> None:
        await self._survey.look(guild, again=True)
        async for events in self._removals.meanwhile(guild):
            await self._ears.store(events)

    async def _changed(self, before: object, after: object = None) -> None:
        """A channel, a role or a member: maybe Recap may read more now, or less."""
        it = after or before
        guild = getattr(it, "guild", None)
        if not isinstance(guild, discord.Guild) or (isinstance(it, discord.Member) and it.id != guild.me.id):
            return
        try:
            await self._survey.look(guild)
        except RecapError as error:
            log.warning("the channels of a server were not looked over (%s)", type(error).__name__)

    async def _channel_gone(self, channel: discord.abc.GuildChannel) -> None:
        self._survey.gone(channel.guild.id, channel.id)
        async for events in self._removals.channel(channel):
            await self._ears.store(events)

    async def _thread_gone(self, raw: discord.RawThreadDeleteEvent) -> None:
        async for events in self._removals.thread(raw):
            await self._ears.store(events)

    async def _removed(self, guild: discord.Guild) -> None:
        self._survey.forget(guild.id)
        await self._ears.store([Erased("discord", str(guild.id))])
