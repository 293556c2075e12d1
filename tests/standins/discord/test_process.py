"""The stand-in as a process of its own, driven over its control address."""

import asyncio
import json
from pathlib import Path
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.standins.discord.discordbot import Bot
from tests.standins.processes import driven


async def test_a_process_prints_its_url_is_driven_by_json_and_records_all(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    async with driven("discord", "--record", str(file)) as (_, do):
        place = (await do("describe"))["result"]
        guild = place["guilds"][0]
        ana, channel = guild["members"]["ana"], guild["channels"][0]["id"]
        Route.BASE = place["api_url"]
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(place["gateway_url"])
        async with Bot() as bot:
            running = asyncio.create_task(bot.start(place["token"]))
            await bot.hears("ready")
            assert (await do("connected"))["ok"]
            id = (await do("says", user=ana, channel=channel, content="hello"))["result"]
            assert (await bot.hears("message"))[0].id == int(id)
            await bot.http.bulk_upsert_global_commands(
                bot.application_id or 0, [{"name": "ping", "description": "d", "type": 1, "options": []}]
            )
            used = asyncio.create_task(do("uses_command", user=ana, channel=channel, name="ping"))
            talk: discord.Interaction[Any] = (await bot.hears("interaction"))[0]
            await talk.response.send_message("pong", ephemeral=True)
            assert (await used)["result"]["callback"] == 4
            seen = (await do("sees", user=ana, channel=channel, text="pong"))["result"]
            assert seen["flags"] == 64
            assert not (await do("explodes"))["ok"]
            await bot.close()
            await running
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {line["path"] for line in lines if "path" in line} >= {"/users/@me", "/oauth2/applications/@me"}
    events = [line["payload"]["t"] for line in lines if line.get("gateway") == "out"]
    assert events == [
        "READY",
        "GUILD_CREATE",
        "GUILD_MEMBERS_CHUNK",
        "MESSAGE_CREATE",
        "INTERACTION_CREATE",
        "MESSAGE_CREATE",
    ]
