"""What is known of whoever asks and Discord does not tell: their time zone, and which server they mean."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import discord

from adapters.discord.asker import Asker
from bots.discord.asking.desk import Desk
from core import replies
from core.errors import RequestError


async def zoned(desk: Desk, server: str, who: Asker) -> Asker:
    """In the time zone that they told with /todos."""
    wants = await desk.items.preferences("discord", server, who.person.id)
    return replace(who, zone=ZoneInfo(wants.zone))


async def server_of(desk: Desk, who: Asker, message: discord.Message) -> str:
    """That of a link or a channel that is named, else the only one in which they wrote. Errors: `RequestError`."""
    for guild in desk.client.guilds:
        if f"/channels/{guild.id}/" in message.content or any(f"<#{c.id}>" in message.content for c in guild.channels):
            return str(guild.id)
    found = []
    for guild in desk.client.guilds:
        authors = await desk.messages.authors("discord", str(guild.id))
        found += [str(guild.id)] if who.person.id in {author.id for author in authors} else []
    if len(found) != 1:
        raise RequestError(replies.WHICH_SERVER if found else replies.WHICH_CHANNEL)
    return found[0]
