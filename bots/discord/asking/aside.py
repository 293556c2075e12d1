"""Commands that are answered with a few lines or a list, for whoever used them alone."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import discord

from adapters.discord.asker import Asker, of_interaction
from adapters.discord.errors import explained
from adapters.discord.places import Place
from bots.discord.asking.desk import Desk
from bots.failing import sentence
from core.answering import Where

Talk = discord.Interaction[Any]
Page = tuple[discord.Embed, Any]  # with its buttons, None where it has none
Shown = str | Iterable[Page]
CONTENT_MAX_CHARS = 2_000


async def answered(desk: Desk, talk: Talk, work: Callable[[Asker], Awaitable[Shown]]) -> None:
    """Acknowledged at once, then what the work gives: a text, or pages. What goes wrong is said."""
    with desk.client.under_way.busy():
        await talk.response.defer(ephemeral=True, thinking=True)
        try:
            given = await work(of_interaction(talk))
        except Exception as error:
            given = sentence(error)
        await said(talk, given)


async def said(talk: Talk, given: Shown) -> None:
    with explained():
        if isinstance(given, str):
            await talk.edit_original_response(content=given[:CONTENT_MAX_CHARS])
            return
        for number, (embed, view) in enumerate(given):
            if number == 0:
                await talk.edit_original_response(embed=embed, view=view)
            else:
                await talk.followup.send(embed=embed, ephemeral=True, **({"view": view} if view else {}))


async def here(desk: Desk, talk: Talk) -> Place:
    assert talk.guild_id, "it is offered in servers only"
    assert talk.channel_id
    return await desk.places.of(talk.guild_id, talk.channel_id)


async def where(desk: Desk, talk: Talk) -> Where:
    return Where("discord", str(talk.guild_id), (await here(desk, talk)).channel)
