"""Answers that another one takes the place of: they are remembered no more, and leave no page."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import discord

from adapters.discord.buttons import Token
from adapters.discord.errors import explained
from adapters.discord.posting import Place
from bots.discord.asking.desk import Desk
from core.errors import RecapError


async def withdrawn(desk: Desk, talk: discord.Interaction[Any], token: Token, before: Sequence[str]) -> None:
    """What stood there is remembered no more, and the pages before the one that was pressed go."""
    assert talk.message
    at = Place(str(talk.channel_id), (*before, str(talk.message.id)))
    await desk.posts.remove("discord", token.server, str(at))
    where = desk.client.get_partial_messageable(int(at.channel))
    for page in before:
        there = desk.client.whispers.message(page) or where.get_partial_message(int(page))
        with suppress(RecapError), explained(desk.clock):  # a page that is out of reach goes when Discord reloads
            await there.delete()
