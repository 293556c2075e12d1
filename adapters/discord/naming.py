"""What channels are called."""

from collections.abc import Callable
from datetime import datetime

import discord

from adapters.discord.errors import explained
from adapters.discord.places import Places
from core.models import Channel


async def named(channel: Channel, client: discord.Client, places: Places, clock: Callable[[], datetime]) -> Channel:
    """The channel with its present name and topic. Errors: those of `adapters.discord.errors`."""
    with explained(clock):
        found = await client.fetch_channel(int(channel.id))
    place = places.known(found)
    return place.channel if place else channel
