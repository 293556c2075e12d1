"""Where an answer is shown as it comes: for the asker alone through an interaction, or in their direct messages."""

from collections.abc import Sequence
from typing import Any, Protocol

import discord

from adapters.discord.errors import explained
from adapters.discord.posting import Place, put
from bots.discord.app import Client

CONTENT_MAX_CHARS = 2_000


class Surface(Protocol):
    """Errors: those of `adapters.discord.errors`."""

    async def say(self, text: str, view: Any = None) -> None:
        """This text instead of what stands there."""
        ...

    async def show(self, pages: Sequence[discord.Embed], view: Any = None) -> None:
        """These pages instead of what stands there, the buttons under the last."""
        ...

    @property
    def place(self) -> Place | None:
        """Where it stands; None where nothing is shown yet."""
        ...


class Whispered:
    """Through an interaction that was acknowledged: for fifteen minutes."""

    def __init__(self, interaction: discord.Interaction[Any], alone: bool = True) -> None:
        self._interaction = interaction
        self._alone = alone
        self._messages: list[str] = []

    async def say(self, text: str, view: Any = None) -> None:
        with explained():
            await self._interaction.edit_original_response(content=text[:CONTENT_MAX_CHARS], embeds=[], view=view)

    async def show(self, pages: Sequence[discord.Embed], view: Any = None) -> None:
        with explained():
            for number, page in enumerate(pages):
                buttons = view if number == len(pages) - 1 else None
                if number == 0:
                    first = await self._interaction.edit_original_response(content="", embeds=[page], view=buttons)
                    self._messages = [str(first.id)]
                else:
                    more: dict[str, Any] = {"view": buttons} if buttons else {}
                    send = self._interaction.followup.send
                    added = await send(embed=page, ephemeral=self._alone, wait=True, **more)
                    self._messages.append(str(added.id))
        if self._alone:
            self._interaction.client.whispers.remember(self._interaction, self._messages)

    @property
    def place(self) -> Place | None:
        if not self._messages or self._interaction.channel_id is None:
            return None
        return Place(str(self._interaction.channel_id), tuple(self._messages))


class Direct:
    """In messages of its own, in direct messages."""

    def __init__(self, client: Client, channel: int, message: int) -> None:
        self._client = client
        self._at = Place(str(channel), (str(message),))

    async def say(self, text: str, view: Any = None) -> None:
        where = self._client.get_partial_messageable(int(self._at.channel))
        with explained():
            first = where.get_partial_message(int(self._at.messages[0]))
            await first.edit(content=text[:CONTENT_MAX_CHARS], embeds=[], view=view)

    async def show(self, pages: Sequence[discord.Embed], view: Any = None) -> None:
        with explained():
            self._at = await put(self._client, self._at, pages, view=view)

    @property
    def place(self) -> Place | None:
        return self._at


async def opened(client: Client, person: str, text: str) -> Direct:
    """A line to somebody (id). Errors: `NoDirectMessages`, and others of `adapters.discord.errors`."""
    with explained():
        there = await client.create_dm(discord.Object(int(person), type=discord.User))
        line = await there.send(text)
    return Direct(client, line.channel.id, line.id)
