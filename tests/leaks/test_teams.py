"""What people write in Teams stands in no log, whatever happens to it: not in ours, not in the SDKs'."""

import json
import logging
from pathlib import Path

import aiohttp
import pytest

from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import staged
from tests.leaks.search import found

MARK = "Zanzibarquartett"


class Broken(Scripted):
    """Fails with what people wrote in its words."""

    error = RuntimeError(MARK)


@pytest.mark.parametrize("minutes", [None, Broken(MARK)])
async def test_nothing_of_it_stands_in_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, minutes: Scripted | None
) -> None:
    caplog.set_level(logging.DEBUG)
    if minutes:
        minutes.error = RuntimeError(MARK)
    async with staged(tmp_path, minutes) as stage:
        id = await stage.says(f"Decision: {MARK} moves to Friday", f"<at>Ana Silva</at> {MARK}?")
        stage.teams.edits(stage.ben, stage.channel, id, f"{MARK} moves to Monday")
        await stage.says(f"<at>Recap</at> summarize about {MARK}", by=stage.ana)
        await stage.sees(stage.ana, "Minutes of|went wrong", stage.chat)
        await stage.says(f"<at>Recap</at> decisions about {MARK}", by=stage.ana)
        await stage.sees(stage.ana, "ecision", stage.chat)
        stage.teams.deliveries.goes_wrong("expired")
        await stage.says(MARK)
        stage.teams.connector.fails(503, times=1, text=MARK)
        await stage.says(f"<at>Recap</at> help {MARK}", by=stage.ana)
        async with aiohttp.ClientSession() as session:
            payload = stage.teams.deliveries.all[0].payload
            await session.post(stage.teams.deliveries.url, json={**payload, "conversation": MARK})
            await session.post(stage.teams.deliveries.url, data=json.dumps([MARK]))
        stage.teams.deletes(stage.ben, stage.channel, id)
        await stage.teams.deliveries.settled()
    ours = [r for r in caplog.records if not r.name.startswith(("tests.", "asyncio"))]
    said = "\n".join(f"{r.name} {r.getMessage()} {r.args} {r.exc_text}" for r in ours)
    assert found([MARK], said) == []
    assert "bots.teams" in said
