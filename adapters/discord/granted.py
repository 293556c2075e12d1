"""What Recap's Discord application may do; manifests/discord.json says why, and a test keeps the two the same."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord
from discord.http import Route

from adapters.discord.errors import explained

SCOPES = ("bot", "applications.commands")
INTENTS = ("guilds", "guild_messages", "guild_reactions", "dm_messages", "message_content", "members")
PERMISSIONS = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    connect=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    add_reactions=True,
)


@dataclass(frozen=True, slots=True)
class Application:
    """What Discord says of the application whose token this is; `content` and `members` are privileged intents.

    `shards` and `gateway` are what it advises.
    """

    id: int
    content: bool
    members: bool
    shards: int
    gateway: str


def invite(application: int | str) -> str:
    """Where an owner adds Recap to a server."""
    scopes, permissions = "+".join(SCOPES), PERMISSIONS.value
    return f"https://discord.com/oauth2/authorize?client_id={application}&scope={scopes}&permissions={permissions}"


async def application(token: str) -> Application:
    """Errors: those of `adapters.discord.errors`."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        with explained():
            await client.login(token)
            found = client.application
            assert found, "logging in asks for the application"
            advised = await client.http.request(Route("GET", "/gateway/bot"))
    flags = found.flags
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    members = flags.gateway_guild_members or flags.gateway_guild_members_limited
    return Application(found.id, content, members, advised["shards"], advised["url"])


async def lacking(token: str) -> Mapping[str, list[str]]:
    """By a server's name which permissions Recap's roles do not give it there. Errors: as above."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        with explained():
            await client.login(token)
            servers = await client.http.get_guilds(200)
    return {server["name"]: names for server in servers if (names := _missing(int(server["permissions"])))}


def _missing(given: int) -> list[str]:
    has = discord.Permissions(given)
    if has.administrator:
        return []
    return [_shown(name) for name, wanted in PERMISSIONS if wanted and not getattr(has, name)]


def _shown(name: str) -> str:
    """As Discord's pages write it."""
    return name.replace("read_messages", "view_channel").replace("_", " ").title()
