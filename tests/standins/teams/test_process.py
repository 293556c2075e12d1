"""The stand-in as a process of its own, driven over its control address."""

import json
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.standins.processes import driven
from tests.standins.serving import on_loopback


async def test_a_process_prints_its_url_is_driven_by_json_and_records_all(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    heard: list[Any] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", hear)
    async with (
        on_loopback(app) as bot,
        driven("teams", "--record", str(file), "--bot", f"{bot}/api/messages") as (url, do),
        aiohttp.ClientSession() as session,
    ):
        place = (await do("describe"))["result"]
        ana, channel = place["users"][0]["id"], place["conversations"][1]["id"]
        id = (await do("says", user=ana, conversation=channel, text="hello"))["result"]
        await do("settled")
        assert [(a["id"], a["serviceUrl"]) for a in heard] == [(id, f"{url}/emea/")]
        assert (await do("seen_by", user=ana))["result"][0]["text"] == "hello"
        done = (await do("loads", rate=100, seconds=0.2, conversations=[channel]))["result"]
        assert (done["given"], done["acknowledged"]) == (20, 20)
        assert (await do("describe"))["result"]["deliveries"]["acknowledged"] == 21
        assert not (await do("explodes"))["ok"]
        form = {"grant_type": "client_credentials", "client_id": place["app_id"], "scope": place["login_scope"]}
        asked = form | {"client_secret": place["app_password"]}
        async with session.post(f"{place['login_url']}/oauth2/v2.0/token", data=asked) as got:
            token = (await got.json())["access_token"]
        button = {"type": "Action.Execute", "title": "Go", "verb": "go"}
        content = {"type": "AdaptiveCard", "version": "1.5", "body": [], "actions": [button]}
        card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
        path = f"{place['service_url']}v3/conversations/{channel}/activities"
        body, headers = {"type": "message", "attachments": [card]}, {"Authorization": f"Bearer {token}"}
        async with session.post(path, json=body, headers=headers) as got:
            posted = (await got.json())["id"]
        done = (await do("presses", user=ana, conversation=channel, id=posted, button="go"))["result"]
        assert (done["status"], done["acknowledged"]) == (200, False)
        assert heard[-1]["name"] == "adaptiveCard/action"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["body"]["client_secret"] for line in lines if line.get("call") == "login"] == ["…"]
    assert {line["outcome"] for line in lines if "delivery" in line} == {"acknowledged", "wrong"}
