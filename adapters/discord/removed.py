"""Channels and threads that Discord removed: it tells of them, and of none of the messages in them."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

import discord

from adapters.discord.places import Place, Places, channel_of
from core.errors import NotFound, RequestError
from core.hearing import Deleted, Heard, Left
from core.models import Channel
from core.ports import Complete, MessageStore

AT_ONCE = 500
LOOKED_FOR_MAX = 100  # channels of a server that were heard and are not among those it told of


class Removed:
    """`clock` tells the time."""

    def __init__(self, store: MessageStore, complete: Complete, places: Places, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._complete = complete
        self._places = places
        self._clock = clock

    async def channel(self, gone: discord.abc.GuildChannel) -> AsyncIterator[Sequence[Heard]]:
        """Everything in it, threads as well, some at a time."""
        private = [thread for thread in getattr(gone, "threads", ()) if thread.is_private()]
        places = [Place(channel_of(gone)), *(p for t in private if (p := self._places.known(t)))]
        for place in places:
            async for events in self._messages(place):
                yield events
            yield [Left(place.channel, self._clock())]

    async def thread(self, raw: discord.RawThreadDeleteEvent) -> AsyncIterator[Sequence[Heard]]:
        """What was said in it. The message that it was begun from stays in its channel; a forum's post is all of it."""
        place = await self._places.gone(raw)
        in_forum = isinstance(raw.thread and raw.thread.parent, discord.ForumChannel) or await self._is_post(place)
        async for events in self._messages(place, None if in_forum else place.thread):
            yield events
        if place.thread is None:
            yield [Left(place.channel, self._clock())]

    async def meanwhile(self, server: discord.Guild) -> AsyncIterator[Sequence[Heard]]:
        """Everything in channels that were heard, and removed while nobody did; what was only imported stays.

        Errors: those of `adapters.discord.errors`.
        """
        stored = [c for c in await self._store.channels(str(server.id)) if c.platform == "discord"]
        unknown = [c for c in stored if not server.get_channel_or_thread(int(c.id))]
        heard = [c for c in unknown if await self._complete.stretches(c) and await self._store.count(c)]
        for channel in heard[:LOOKED_FOR_MAX]:
            if await self._is_gone(server, channel):
                async for events in self._messages(Place(channel)):
                    yield events
                yield [Left(channel, self._clock())]

    async def _is_gone(self, server: discord.Guild, channel: Channel) -> bool:
        try:
            await self._places.of(server.id, int(channel.id))
        except NotFound:
            return True
        except RequestError:  # Recap may not see it any more
            return False
        return False

    async def _is_post(self, place: Place) -> bool:
        """Whether its first message was in it: that of a forum has its id, and is linked as of the thread."""
        async for message in self._store.read(place.channel, thread_id=place.thread or ""):
            if message.id == place.thread:
                return f"/{place.thread}/{message.id}" in (message.permalink or "")
        return False

    async def _messages(self, place: Place, but: str | None = None) -> AsyncIterator[Sequence[Heard]]:
        """A deletion of each, but for one."""
        ids = [m.id async for m in self._store.read(place.channel, thread_id=place.thread) if m.id != but]
        for start in range(0, len(ids), AT_ONCE):
            yield [Deleted(place.channel, id) for id in ids[start : start + AT_ONCE]]
