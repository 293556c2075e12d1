"""How Recap gets into Discord: who it is there, what it may hear, and the connection that stays."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import discord

from adapters.discord.addresses import at
from adapters.discord.errors import explained
from adapters.discord.granted import Application, application
from bots.discord.app import Client
from bots.settings import Settings
from core.errors import LaterError

CONNECT_SECONDS = 60.0
NO_GATEWAY = "Discord's gateway cannot be reached: is a proxy in between? Start Recap again later"


async def asked(settings: Settings) -> Application:
    """Who Recap is; shards and gateway are those of the settings where they say so. Errors: as `application`."""
    at(settings.discord_api_url)
    found = await application(settings.discord_token or "")
    shards, gateway = settings.discord_shards or found.shards, settings.discord_gateway_url or found.gateway
    at(settings.discord_api_url, gateway)
    return replace(found, shards=shards, gateway=gateway)


def intents(application: Application) -> discord.Intents:
    """What Recap asks to hear, as far as it is allowed: with one intent more the connection would be refused."""
    wanted = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True)
    wanted.message_content = application.content
    wanted.members = application.members
    return wanted


@asynccontextmanager
async def connected(client: Client) -> AsyncIterator[None]:
    """Heard inside the block, and again whenever Discord or the network ends the connection.

    Errors: `LaterError`, and `OperatorError` where Discord ends it for good; also in the middle of the block.
    """
    running, here = asyncio.create_task(_connection(client)), asyncio.current_task()
    assert here
    tell = _telling(here)
    running.add_done_callback(tell)
    try:
        await _ready(client)
        yield
    except asyncio.CancelledError:
        if not running.done():
            raise
        here.uncancel()
        running.result()  # raises what ended it
    finally:
        running.remove_done_callback(tell)
        running.cancel()
        for shard in client.shards.values():  # no event comes in any more; what handlers still say goes out
            await shard.disconnect()


def _telling(waiting: "asyncio.Task[Any]") -> Callable[[object], None]:
    """The task that waits is told where the connection ends for good."""

    def tell(_: object) -> None:
        waiting.cancel()

    return tell


async def _connection(client: Client) -> None:
    with explained():
        await client.connect()


async def _ready(client: Client) -> None:
    """discord.py would try for ever, and nobody would know."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.wait_until_ready()
    except TimeoutError as error:
        raise LaterError(NO_GATEWAY) from error
