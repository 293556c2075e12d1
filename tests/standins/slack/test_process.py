"""The stand-in as a process of its own, driven over its control address."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack.slackbot import heard

ROOT = Path(__file__).parents[3]


async def test_a_process_prints_its_url_is_driven_by_json_and_records_all(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    command = ("-m", "tests.standins.slack", "--port", "0", "--record", str(file))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:

        async def do(name: str, **arguments: Any) -> Any:
            async with session.post(f"{url}/_control", json={"do": name, **arguments}) as got:
                return await got.json()

        try:
            place = (await do("describe"))["result"]
            ana, channel = place["users"][1]["id"], place["channels"][0]["id"]
            token = next(iter(place["tokens"].values()))
            bolt = AsyncApp(client=AsyncWebClient(token=token, base_url=place["api_url"]))
            events = heard(bolt)
            handler = AsyncSocketModeHandler(bolt, place["app_token"])
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await do("connected", count=1)
            ts = (await do("says", user=ana, channel=channel, text="hello"))["result"]
            await do("settled")
            assert [event["ts"] for event in events] == [ts]
            assert (await do("seen_by", user=ana))["result"][0]["text"] == "hello"
            assert (await do("describe"))["result"]["deliveries"]["acknowledged"] == 1
            assert not (await do("explodes"))["ok"]
            await handler.close_async()  # type: ignore[no-untyped-call]
        finally:
            process.terminate()
            await process.wait()
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {line["call"] for line in lines if "call" in line} == {"auth.test", "apps.connections.open"}
    assert [line["outcome"] for line in lines if "delivery" in line] == ["acknowledged"]
