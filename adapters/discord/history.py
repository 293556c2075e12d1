"""What Discord remembers of channels and threads, archived ones too. Pages, paced by discord.py as Discord says.

https://docs.discord.com/developers/resources/message#get-channel-messages
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord import wire
from adapters.discord.errors import explained
from adapters.discord.places import Place, Places, thread_place
from core.errors import NotFound
from core.models import Channel, Message
from core.ports import Page, Window

PAGE_MESSAGES = 100  # what Discord gives at most
ARCHIVED_MAX = 500  # threads of one channel that are looked at


class DiscordHistory:
    """`History`."""

    def __init__(self, client: discord.Client, places: Places, clock: Callable[[], datetime]) -> None:
        self.client = client
        self.places = places
        self.clock = clock

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        return _Pages(self, channel, window, thread_id)


class _Pages:
    """One request for each page, for what is older than the last: a refused request is asked again."""

    def __init__(self, history: DiscordHistory, channel: Channel, window: Window, thread: str | None) -> None:
        self._history = history
        self._channel = channel
        self._window = window
        self._thread = thread
        self._before: datetime | discord.Object | None = window.until
        self._where: Any = None
        self._ended = False
        self._rooted = False

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        if self._ended:
            raise StopAsyncIteration
        with explained(self._history.clock):
            return await self._page()

    async def _page(self) -> Page:
        first = self._where is None
        if first:
            self._where = await self._opened()
        threads = await self._threads() if first and not self._thread else ()
        found: list[discord.Message] = []
        if not isinstance(self._where, discord.ForumChannel):
            found = [m async for m in self._where.history(limit=PAGE_MESSAGES, before=self._before)]
        oldest = found[-1] if found else None
        self._before = discord.Object(oldest.id) if oldest else self._before
        since = self._window.since
        done = oldest is None or len(found) < PAGE_MESSAGES or (since and oldest.created_at < since)
        root = await self._root() if done and self._thread else None
        self._ended = bool(done)
        place = Place(self._channel, self._thread)
        own = self._history.client.user
        said = [m for m in found if m.type in wire.WORDS and m.author != own and m.created_at in self._window]
        messages = [wire.message(m, place) for m in said]
        return Page(
            (*messages, *([root] if root else ())),
            oldest.created_at if oldest and not done else None,
            tuple(dict.fromkeys((*threads, *(m.thread_id for m in messages if m.thread_id and not self._thread)))),
            tuple(str(m.id) for m in found if m not in said),
        )

    async def _opened(self) -> Any:
        """Discord's channel or thread. A thread that a message does not have is none: it is read by itself."""
        return await self._history.client.fetch_channel(int(self._thread or self._channel.id))

    async def _root(self) -> Message | None:
        """The message that a thread was begun from stands in the channel; of a forum's post it is in the thread."""
        if isinstance(self._where.parent, discord.ForumChannel) or not self._where.parent:
            return None
        try:
            with explained(self._history.clock):
                found = await self._where.parent.fetch_message(int(self._thread or 0))
        except NotFound:
            return None  # begun without one, or it was deleted
        return wire.message(found, Place(self._channel, None)) if found.type in wire.WORDS else None

    async def _threads(self) -> tuple[str, ...]:
        """Those of the channel in which something was said in the window; private ones are channels by themselves."""
        where, found = self._where, list[discord.Thread]()
        if isinstance(where, discord.TextChannel | discord.ForumChannel):
            active = await where.guild.active_threads()
            found += [thread for thread in active if thread.parent_id == where.id]
            since = self._window.since
            async for thread in where.archived_threads(limit=ARCHIVED_MAX):
                if since and thread.archive_timestamp < since:
                    break
                found.append(thread)
        return tuple(str(t.id) for t in found if not t.is_private() and self._said_in(t))

    def _said_in(self, thread: discord.Thread) -> bool:
        self._history.places.remember(thread.id, thread_place(thread))
        since, until = self._window.since, self._window.until
        begun = thread.created_at or wire.moment(thread.id)
        last = wire.moment(thread.last_message_id) if thread.last_message_id else begun
        return (until is None or begun < until) and (since is None or last >= since - timedelta(milliseconds=1))
