"""The stand-in as a process of its own, driven over its control address."""

import json
from pathlib import Path

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.processes import driven
from tests.standins.slack.slackbot import heard


async def test_a_process_prints_its_url_is_driven_by_json_and_records_all(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    async with driven("slack", "--record", str(file)) as (_, do):
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
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {line["call"] for line in lines if "call" in line} == {"auth.test", "apps.connections.open"}
    assert [line["outcome"] for line in lines if "delivery" in line] == ["acknowledged"]
