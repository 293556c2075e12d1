"""The gateway, with the real discord.py at the other end."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.standins.discord.discordbot import Bot, connected
from tests.standins.discord.server import DiscordServer

Stage = tuple[DiscordServer, str, str, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The server, a guild, somebody in it, and a channel."""
    async with DiscordServer() as server:
        guild = server.world.add_guild("Acme")
        yield server, guild, server.world.add_member(guild, "ana"), server.world.add_channel(guild, "general")


async def test_the_client_gets_ready_with_guild_channels_and_members(stage: Stage) -> None:
    server, guild, ana, channel = stage
    async with connected(server) as bot:
        found = bot.get_guild(int(guild))
        assert found.name == "Acme"
        assert [c.id for c in found.text_channels] == [int(channel)]
        assert found.get_member(int(ana)).name == "ana"
        assert found.me.guild_permissions.manage_messages


async def test_a_message_reaches_the_client_and_its_answer_is_seen(stage: Stage) -> None:
    server, _, ana, channel = stage
    async with connected(server) as bot:
        server.says(ana, channel, "hello")
        (message,) = await bot.hears("message")
        assert (message.content, message.author.id, message.channel.id) == ("hello", int(ana), int(channel))
        await message.channel.send("good day", allowed_mentions=discord.AllowedMentions.none())
        seen = server.seen_by(ana, channel)
        assert [m["content"] for m in seen] == ["hello", "good day"]
        await bot.hears("message", 2)


async def test_without_the_intent_switched_on_the_connection_ends_with_4014(stage: Stage) -> None:
    server, *_ = stage
    server.switches("content", False)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with connected(server):
            pass
    assert server.gateway.closed == [4014]


async def test_a_dropped_connection_resumes_without_loss_or_doubling(stage: Stage) -> None:
    server, _, ana, channel = stage
    async with connected(server) as bot:
        server.says(ana, channel, "0")
        await bot.hears("message")
        old = server.gateway.open[0]
        server.gateway.cut()
        for n in range(1, 5):
            server.says(ana, channel, str(n))
        await old.gone.wait()
        await bot.hears("resumed")
        server.says(ana, channel, "5")
        heard = await bot.hears("message", 6)
        assert [m.content for m in heard] == ["0", "1", "2", "3", "4", "5"]
        assert len(bot.heard["ready"]) == 1
        assert isinstance(bot, Bot)
