"""`recap run discord` from its first line to its last, as a process of its own against the stand-in."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bots.slack.process import recap, stored
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import TOKEN

DECISION = "Decision: the launch moves to Friday 6 March"


@dataclass
class Town:
    discord: DiscordServer
    database: Path
    ana: str
    ben: str
    channel: str

    def environment(self, **more: str) -> dict[str, str]:
        given = {"RECAP_DATABASE": str(self.database), "RECAP_DISCORD_TOKEN": TOKEN}
        urls = {"RECAP_DISCORD_API_URL": self.discord.api_url, "RECAP_DISCORD_GATEWAY_URL": self.discord.gateway.url}
        return {**given, **urls, **more}

    async def texts(self) -> list[str]:
        return [m.text for messages in (await stored(self.database)).values() for m in messages]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with DiscordServer() as discord:
        guild = discord.world.add_guild("Acme")
        ana, ben = (discord.world.add_member(guild, name) for name in ("ana", "ben"))
        yield Town(discord, tmp_path / "recap.sqlite3", ana, ben, discord.world.add_channel(guild, "general"))


async def test_it_says_how_it_runs_answers_whoever_asks_and_stops_when_told(town: Town) -> None:
    discord = town.discord
    async with recap(town.environment(), "discord") as bot, asyncio.timeout(60):
        assert f"in {town.database}.key" in await bot.says("Key: ")
        assert await bot.says("Discord: ") == "Discord: connected, in 1 server"
        discord.says(town.ben, town.channel, "Shall the launch move?")
        said = discord.says(town.ben, town.channel, DECISION)
        assert (await discord.uses_command(town.ana, town.channel, "summarize", {"last": 50}).answered()).acknowledged
        seen = await discord.sees(town.ana, town.channel, f"/{town.channel}/{said}")
        assert await bot.stop() == 0
    assert "moves to Friday 6 March" in json.dumps(seen["embeds"])
    assert not [m for m in discord.seen_by(town.ben, town.channel) if m["flags"] & 64]
    assert await town.texts() == ["Shall the launch move?", DECISION]


async def test_every_platform_that_is_set_up_runs_where_none_is_named(town: Town) -> None:
    async with recap(town.environment(), "") as bot, asyncio.timeout(60):
        assert await bot.says("Discord: ") == "Discord: connected, in 1 server"
        assert await bot.stop() == 0


async def test_a_token_that_discord_does_not_accept_is_said_in_one_line(town: Town) -> None:
    async with recap(town.environment(RECAP_DISCORD_TOKEN="wrong"), "discord") as bot:
        assert await bot.ended() == 3
    assert bot.lines[-1].startswith("recap: Discord does not accept Recap's token: set RECAP_DISCORD_TOKEN")
    assert "Traceback" not in "\n".join(bot.lines)
