"""Action items in somebody's direct messages."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from adapters.discord.errors import explained
from adapters.discord.item_view import messages
from adapters.discord.linked import Linked
from core.action_items.note import Note
from core.ports import MessageStore
from core.replies import items as said


class DiscordMessenger:
    """`Messenger`. Errors: `NoDirectMessages` too, which is a `RequestError`."""

    def __init__(self, client: discord.Client, store: MessageStore, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._clock = clock

    async def send(self, note: Note) -> None:
        today = self._clock().astimezone(ZoneInfo(note.zone)).date()
        links = await Linked.of(self._store, ((item.channel, id) for item in note.items for id in item.sources))
        with explained(self._clock):
            there = await self._client.create_dm(discord.Object(int(note.person.id), type=discord.User))
            for embed, view in messages(said.opening(note, today), note.items, today, links, note.said):
                await there.send(embed=embed, view=view)
