"""Answers that one person sees: they are changed through the interaction that brought them, while its token holds.

https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord

Talk = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Whisper:
    """One message. Errors: discord.py's."""

    talk: Talk
    id: int

    async def fetch(self) -> discord.Message:
        return await self.talk.followup.fetch_message(self.id)

    async def edit(self, *, embed: discord.Embed) -> None:
        await self.talk.followup.edit_message(self.id, embed=embed)

    async def delete(self) -> None:
        await self.talk.followup.delete_message(self.id)


class Whispers:
    """In memory: a token is worth nothing after a quarter of an hour, and is written nowhere."""

    def __init__(self) -> None:
        self._known: dict[str, Whisper] = {}

    def remember(self, talk: Talk, messages: Iterable[str]) -> None:
        """Ids of messages that the interaction brought; what it can change no more is forgotten."""
        self._known = {id: it for id, it in self._known.items() if not it.talk.is_expired()}
        self._known |= {id: Whisper(talk, int(id)) for id in messages}

    def message(self, id: str) -> Whisper | None:
        return self._known.get(id)
