"""Recorded traffic against a description: a tiny one of our own, and Discord's where RECAP_DISCORD_SCHEMA names it."""

import json
from pathlib import Path

import discord

from tests.standins.discord.discordbot import connected
from tests.standins.discord.schema import must_fit, problems
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import Json

ID = {"type": "string", "pattern": "^[0-9]+$"}
AUTHOR = {"type": "object", "required": ["id"], "properties": {"id": {"$ref": "#/components/schemas/Id"}}}
MESSAGE = {
    "type": "object",
    "required": ["id", "content"],
    "properties": {"id": {"$ref": "#/components/schemas/Id"}, "content": {"type": "string", "maxLength": 5}},
}
ANSWER = {"200": {"content": {"application/json": {"schema": {"type": "array", "items": MESSAGE}}}}}
PARAMETERS = [{"name": "limit", "in": "query"}]
SPEC: Json = {
    "paths": {"/channels/{channel_id}/messages": {"get": {"parameters": PARAMETERS, "responses": ANSWER}}},
    "components": {"schemas": {"Id": ID}},
}


def recorded(file: Path, **changes: object) -> Path:
    call: Json = {
        "method": "GET",
        "route": "",
        "path": "/channels/1/messages",
        "query": {},
        "body": None,
        "status": 200,
    }
    file.write_text(json.dumps(call | {"answer": [{"id": "1", "content": "hello"}]} | changes) + "\n")
    return file


def test_what_is_described_fits(tmp_path: Path) -> None:
    assert problems(SPEC, recorded(tmp_path / "record", query={"limit": "5"})) == []


def test_what_is_not_described_is_named(tmp_path: Path) -> None:
    file = tmp_path / "record"
    name = "GET /channels/1/messages"
    for changes, said in (
        ({"path": "/nowhere"}, "GET /nowhere: no such operation"),
        ({"query": {"limt": "5"}}, f"{name}: no such parameter: limt"),
        ({"status": 201}, f"{name}: no such status: 201"),
        ({"answer": [{"id": "1"}]}, f"{name} 200 $[0].content: missing"),
        ({"answer": [{"id": "x", "content": ""}]}, f"{name} 200 $[0].id: does not match ^[0-9]+$"),
        ({"answer": [{"id": 1, "content": ""}]}, f"{name} 200 $[0].id: int is not string"),
        ({"answer": [{"id": "1", "content": "longer"}]}, f"{name} 200 $[0].content: 6 is more than 5"),
        ({"answer": [{"id": "1", "content": "", "x": 1}]}, f"{name} 200 $[0].x: not described"),
    ):
        assert problems(SPEC, recorded(file, **changes)) == [said]


async def test_the_traffic_of_a_client_fits_the_description(tmp_path: Path) -> None:
    """Without Discord's description this says only that the record can be read."""
    file = tmp_path / "record.jsonl"
    async with DiscordServer(file) as server:
        guild = server.world.add_guild("Acme")
        ana, channel = server.world.add_member(guild, "ana"), server.world.add_channel(guild, "general")
        first = server.says(ana, channel, f"<@{ana}> hello", files=["plan.txt"])
        async with connected(server) as bot:
            place = await bot.fetch_channel(int(channel))
            message = await place.fetch_message(int(first))
            await message.add_reaction("👍")
            embed = discord.Embed(title="Summary", description="Text").add_field(name="a", value="b")
            sent = await message.reply("Good day", embed=embed.set_footer(text="f"), nonce="n1")
            await sent.edit(content="Good evening")
            thread = await sent.create_thread(name="On it")
            await thread.send("inside")
            assert [m async for m in place.history(limit=10)]
            assert [m async for m in bot.get_guild(int(guild)).fetch_members(limit=10)]
            await bot.get_guild(int(guild)).fetch_channels()
            await bot.fetch_guild(int(guild))
            await (await bot.fetch_user(int(ana))).send("in private")
            await sent.delete()
    assert isinstance(problems(SPEC, file), list)
    must_fit(file)
