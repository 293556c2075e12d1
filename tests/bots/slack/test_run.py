"""`recap run slack` from its first line to its last, against the stand-in."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bots.slack.process import by_http, recap, settings, stored
from tests.standins.slack.server import SlackServer


@dataclass
class Stage:
    slack: SlackServer
    database: Path
    team: str
    ana: str
    channel: str

    async def texts(self) -> list[str]:
        return [m.text for messages in (await stored(self.database)).values() for m in messages]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with SlackServer(retries=(0.2, 1.0, 3.0, 5.0)) as slack:
        team = slack.world.add_workspace("Acme")
        ana = slack.world.add_user(team, "ana", is_admin=True)
        yield Stage(slack, tmp_path / "recap.sqlite3", team, ana, slack.world.add_channel(team, "general", [ana]))


async def test_by_socket_it_says_how_it_runs_stores_what_it_hears_and_stops_when_told(stage: Stage) -> None:
    async with recap(settings(stage.slack, stage.database)) as bot:
        assert f"in {stage.database}.key" in await bot.says("Key: ")
        assert await bot.says("Slack: ") == "Slack: connected (Socket Mode)"
        assert await bot.says("Slack: ") == f"Slack: installed in {stage.team}"
        stage.slack.says(stage.ana, stage.channel, "Shall we ship it?")
        await stage.slack.deliveries.settled()
        assert await bot.stop() == 0
    assert await stage.texts() == ["Shall we ship it?"]
    assert stage.slack.deliveries.counts["attempts"] == 1


async def test_over_signed_http_it_hears_the_same(stage: Stage) -> None:
    environment, url = by_http(stage.slack, stage.database)
    async with recap(environment) as bot:
        assert "(signed HTTP)" in await bot.says("listening")
        await stage.slack.posts_to(f"{url}/slack/events")
        stage.slack.deliveries.goes_wrong("forge")
        stage.slack.deliveries.goes_wrong("stale")
        stage.slack.says(stage.ana, stage.channel, "Shall we ship it?")
        await stage.slack.deliveries.settled()
        assert await bot.stop() == 0
    assert await stage.texts() == ["Shall we ship it?"]
    assert stage.slack.deliveries.all[0].reasons == ["http_error", "http_error"]


async def test_whoever_asks_gets_minutes_with_links_and_nobody_else_sees_them(stage: Stage) -> None:
    slack = stage.slack
    ben = slack.world.add_user(stage.team, "ben")
    slack.joins(ben, stage.channel)
    async with recap(settings(slack, stage.database)) as bot:
        await bot.says("Slack: installed")
        for text in ("Shall the launch move to Friday 6 March?", "Decision: the launch moves to Friday 6 March"):
            slack.says(ben, stage.channel, text)
        await slack.deliveries.settled()
        assert (await slack.uses_command(stage.ana, stage.channel, "/summarize", "last 50").answered()).acknowledged
        async with asyncio.timeout(60):
            while len(seen := [m for m in slack.seen_by(stage.ana) if m.get("is_ephemeral")]) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert await bot.stop() == 0
    said = json.dumps(seen[-1])
    assert "moves to Friday 6 March" in said
    assert f"archives/{stage.channel}/p" in said
    assert not [m for m in slack.seen_by(ben) if m.get("is_ephemeral")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"RECAP_SLACK_BOT_TOKEN": "xoxb-wrong"}, "recap: Slack does not accept Recap's token: set RECAP_SLACK_BOT"),
        ({"RECAP_SLACK_APP_TOKEN": "xapp-wrong"}, "recap: RECAP_SLACK_APP_TOKEN opens no connection (invalid_auth)"),
        ({"RECAP_SLACK_APP_TOKEN": ""}, "recap: Slack needs RECAP_SLACK_APP_TOKEN (Socket Mode) or RECAP_SLACK_SIG"),
        ({"RECAP_SLACK_BOT_TOKEN": ""}, "recap: Slack needs RECAP_SLACK_BOT_TOKEN for one workspace, or"),
        ({"RECAP_SLACK_API_URL": "http://127.0.0.1:9/"}, "recap: Slack cannot be reached"),
    ],
)
async def test_what_keeps_it_from_starting_is_one_line(stage: Stage, change: dict[str, str], said: str) -> None:
    async with recap(settings(stage.slack, stage.database, **change)) as bot:
        assert await bot.ended() in (3, 4)
    [line] = [line for line in bot.lines if not line.startswith("Key: ")]
    assert line.startswith(said)


async def test_without_anything_set_up_it_says_what_to_set(stage: Stage) -> None:
    async with recap({"RECAP_DATABASE": str(stage.database)}, "--") as bot:
        assert await bot.ended() == 3
    assert bot.lines[0].startswith("recap: nothing is set up to run: set RECAP_SLACK_BOT_TOKEN")
