"""The gateway, with the real discord.py at the other end."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from tests.standins.discord.discordbot import INTENTS, Bot, connected
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.snowflakes import shard
from tests.standins.discord.state import APP_ID, TOKEN, Json

Stage = tuple[DiscordServer, str, str, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The server, a guild, somebody in it, and a channel."""
    async with DiscordServer() as server:
        guild = server.world.add_guild("Acme")
        yield server, guild, server.world.add_member(guild, "ana"), server.world.add_channel(guild, "general")


def contents(heard: list[Any]) -> list[str]:
    return [message.content for message in heard]


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


async def test_without_the_content_intent_content_is_blank_but_for_the_exceptions(stage: Stage) -> None:
    server, _, ana, channel = stage
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    async with connected(server, lambda: Bot(intents)) as bot:
        server.says(ana, channel, "plain")
        server.says(ana, channel, f"<@{APP_ID}> to you")
        server.says(ana, server.direct(ana), "in private")
        await bot.get_channel(int(channel)).send("own")
        heard = await bot.hears("message", 4)
    assert contents(heard) == ["", f"<@{APP_ID}> to you", "in private", "own"]


@pytest.mark.parametrize("trouble", ["cut", "reconnect", "closed", "invalid but resumable"])
async def test_a_lost_connection_resumes_without_loss_or_doubling(stage: Stage, trouble: str) -> None:
    server, _, ana, channel = stage
    async with connected(server) as bot:
        server.says(ana, channel, "0")
        await bot.hears("message")
        old = server.gateway.open[0]
        if trouble == "cut":
            server.gateway.cut()
        elif trouble == "reconnect":
            server.gateway.asks_to_reconnect()
        elif trouble == "closed":
            server.gateway.closes(4000)
        else:
            server.gateway.invalidates(resumable=True)
        for n in range(1, 5):
            server.says(ana, channel, str(n))
        await old.gone.wait()
        await bot.hears("resumed")
        server.says(ana, channel, "5")
        assert contents(await bot.hears("message", 6)) == ["0", "1", "2", "3", "4", "5"]
        assert len(bot.heard["ready"]) == 1


async def test_a_session_that_is_forgotten_begins_anew(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(self: Any, shard_id: Any, *, initial: bool = False) -> None:
        """discord.py waits five seconds here, as Discord wants it to."""

    monkeypatch.setattr(Bot, "before_identify_hook", at_once)
    server, _, ana, channel = stage
    async with connected(server) as bot:
        server.gateway.forgets()
        server.gateway.cut()
        await bot.hears("ready", 2)
        server.says(ana, channel, "again")
        assert contents(await bot.hears("message")) == ["again"]
        assert "resumed" not in bot.heard


async def test_heartbeats_are_answered(stage: Stage) -> None:
    server, *_ = stage
    server.gateway.heartbeat_seconds = 0.1
    async with connected(server) as bot:
        await server.gateway.beats(3)
        assert len(server.gateway.open) == 1
        assert bot.latency < 5


async def test_a_client_that_misses_its_heartbeat_is_let_go(stage: Stage) -> None:
    server, *_ = stage
    server.gateway.heartbeat_seconds = 0.1
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as socket:
        assert (await socket.receive_json())["op"] == 10
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == 4000


async def test_a_client_whose_heartbeats_are_not_acknowledged_comes_back(stage: Stage) -> None:
    server, _, ana, channel = stage
    server.gateway.heartbeat_seconds = 0.3
    server.gateway.acknowledges = False
    async with connected(server, lambda: Bot(heartbeat_timeout=0.5)) as bot:
        await bot.hears("resumed")
        server.gateway.acknowledges = True
        server.says(ana, channel, "again")
        assert contents(await bot.hears("message")) == ["again"]


IDENTITY: Json = {"token": TOKEN, "intents": 1, "properties": {"os": "o", "browser": "b", "device": "d"}}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"op": 99}, 4001),
        ("{", 4002),
        ({"op": 1, "d": "x" * 5000}, 4002),
        ({"op": 2, "d": {"token": TOKEN}}, 4002),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": IDENTITY | {"token": "wrong"}}, 4004),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 0}}, 4004),
        ({"op": 2, "d": IDENTITY | {"shard": [2, 2]}}, 4010),
        ({"op": 2, "d": IDENTITY | {"intents": 1 << 30}}, 4013),
    ],
)
async def test_what_goes_wrong_has_its_close_code(stage: Stage, payload: Any, code: int) -> None:
    server, *_ = stage
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as socket:
        await socket.receive_json()
        await socket.send_str(payload if isinstance(payload, str) else json.dumps(payload))
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == code


async def test_identifying_twice_or_talking_too_much_ends_the_connection(stage: Stage) -> None:
    server, *_ = stage
    for count, payload, code in ((2, {"op": 2, "d": IDENTITY}, 4005), (121, {"op": 1, "d": None}, 4008)):
        async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as socket:
            for _ in range(count):
                await socket.send_str(json.dumps(payload))
            while (await socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
            assert socket.close_code == code


async def test_another_api_version_is_refused(stage: Stage) -> None:
    server, *_ = stage
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.gateway.url}/?v=6") as socket:
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == 4012


async def test_resuming_an_unknown_session_is_answered_with_an_invalid_one(stage: Stage) -> None:
    server, *_ = stage
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 6, "d": {"token": TOKEN, "session_id": "x", "seq": 0}})
        assert await socket.receive_json() == {"op": 9, "d": False}


async def test_identifying_again_too_soon_is_answered_with_an_invalid_session(stage: Stage) -> None:
    server, *_ = stage
    server.gateway.paces(identify=5.0)
    answers = []
    for _ in range(2):
        async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as socket:
            await socket.receive_json()
            await socket.send_json({"op": 2, "d": IDENTITY})
            answers.append(await socket.receive_json())
    assert [(answer["op"], answer.get("t")) for answer in answers] == [(0, "READY"), (9, None)]


async def test_shards_hear_of_their_own_guilds(stage: Stage) -> None:
    server, guild, ana, channel = stage
    server.shards = 2
    server.max_concurrency = 2
    server.passes(1)
    while shard(other := server.world.add_guild("Beta"), 2) == shard(guild, 2):
        server.passes(0.001)
    async with connected(server, lambda: Sharded(intents=INTENTS)) as bot:
        assert bot.shard_count == 2
        found = {str(g.id): g.shard_id for g in bot.guilds}
        assert (found[guild], found[other]) == (shard(guild, 2), shard(other, 2))
        server.says(ana, channel, "hello")
        assert (await bot.wait_for("message", timeout=5)).content == "hello"


class Sharded(discord.AutoShardedClient):
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """At once."""
