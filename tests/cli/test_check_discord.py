"""`recap check` asks Discord what the application may hear and do."""

import asyncio
from dataclasses import replace

import pytest

from bots.cli.checking_discord import lines
from bots.settings import Settings
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import TOKEN


@pytest.fixture
def settings(tmp_path: object) -> Settings:
    return Settings(database=tmp_path, discord_token=TOKEN)  # type: ignore[arg-type]


async def _lines(settings: Settings, discord: DiscordServer) -> list[str]:

    at = replace(settings, discord_api_url=discord.api_url)
    return await asyncio.to_thread(lambda: list(lines(at)))


async def test_what_is_as_in_the_manifest_is_said_with_the_invite_link(settings: Settings) -> None:
    async with DiscordServer() as discord:
        discord.world.add_guild("Acme", "ADMINISTRATOR")
        intents, permissions, invite = await _lines(settings, discord)
    assert intents == "both privileged intents are on"
    assert permissions == "all permissions of manifests/discord.json are granted"
    assert invite.startswith("invite: https://discord.com/oauth2/authorize?client_id=1000000000000000001&scope=bot+app")


async def test_what_lacks_is_named_with_what_it_means_and_where_to_mend_it(settings: Settings) -> None:
    async with DiscordServer() as discord:
        discord.world.add_guild("Acme", "VIEW_CHANNEL")
        discord.sets_role(next(iter(discord.state.guilds)), next(iter(discord.state.guilds)), "VIEW_CHANNEL")
        discord.switches("content", False)
        intents, permissions, _ = await _lines(settings, discord)
    assert intents == (
        "Message Content Intent off (page Bot): only mentions, direct messages and a message's menu bring their text"
    )
    assert permissions.startswith("in Acme it lacks ")
    assert "Read Message History" in permissions


async def test_a_discord_that_cannot_be_asked_is_no_failure(settings: Settings) -> None:
    async with DiscordServer() as discord:
        discord.refuses("GET", "/users/@me", 401, times=99)
        [line] = await _lines(settings, discord)
    assert line.startswith("not compared with manifests/discord.json: Discord")


def test_without_a_token_it_says_what_to_set(settings: Settings) -> None:

    assert list(lines(replace(settings, discord_token=None))) == [
        "reads exports (recap import); live: RECAP_DISCORD_TOKEN, then recap run"
    ]
