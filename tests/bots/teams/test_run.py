"""`recap run teams` from its first line to its last, against the stand-in."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bots.slack.process import free_port, recap, stored
from tests.bots.teams.process import settings
from tests.standins.teams.server import TeamsServer


@dataclass
class Stage:
    teams: TeamsServer
    database: Path
    port: int
    ana: str
    ben: str
    team: str
    channel: str

    @property
    def environment(self) -> dict[str, str]:
        return settings(self.teams, self.database, self.port)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with TeamsServer() as teams:
        world, port = teams.world, free_port()
        tenant = world.add_tenant("Contoso")
        ana, ben = world.add_user(tenant, "Ana Silva"), world.add_user(tenant, "Ben Adler")
        team = world.add_team(tenant, "Launch", [ana, ben])
        world.add_app(team)
        world.add_app(ana)
        teams.sends_to(f"http://127.0.0.1:{port}/api/messages")
        yield Stage(teams, tmp_path / "recap.sqlite3", port, ana, ben, team, world.add_channel(team, "Planning"))


async def test_whoever_asks_gets_minutes_with_links_in_their_chat_and_nobody_else_sees_them(stage: Stage) -> None:
    teams = stage.teams
    async with recap(stage.environment, "teams") as bot:
        await bot.says("Teams: listening")
        root = teams.says(stage.ben, stage.channel, "Shall the launch move to Friday 6 March?")
        teams.says(stage.ben, stage.channel, "Decision: the launch moves to Friday 6 March", reply_to=root)
        await teams.deliveries.settled()
        teams.says(stage.ana, stage.channel, "<at>Recap</at> summarize", reply_to=root)
        async with asyncio.timeout(60):
            while not [m for m in teams.seen_by(stage.ana, teams.world.personal(stage.ana)) if m["attachments"]]:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert await bot.stop() == 0
    said = json.dumps(teams.seen_by(stage.ana, teams.world.personal(stage.ana)))
    assert "moves to Friday 6 March" in said
    assert f"/l/message/{stage.channel.replace('@', '%40').replace(':', '%3A')}/" in said
    assert "AIGeneratedContent" in said
    seen = [m["text"] for m in teams.seen_by(stage.ben, stage.channel)]
    assert seen[-1] == "The answer is in your chat with me."
    assert [m.text for messages in (await stored(stage.database)).values() for m in messages][:1] == [
        "Shall the launch move to Friday 6 March?"
    ]


async def test_it_says_how_it_runs_and_without_an_app_id_it_says_so_loudly(stage: Stage) -> None:
    async with recap({**stage.environment, "RECAP_TEAMS_APP_ID": ""}, "teams") as bot:
        assert "NO TOKEN IS CHECKED" in await bot.says("Teams: WITHOUT")
        assert f"/api/messages on port {stage.port}" in await bot.says("Teams: listening")
        assert await bot.stop() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"RECAP_TEAMS_APP_PASSWORD": "wrong"}, "recap: Microsoft does not let Recap sign in (invalid_client)"),
        ({"RECAP_TEAMS_TENANT": "nowhere"}, "recap: Microsoft does not let Recap sign in (invalid_request)"),
        ({"RECAP_TEAMS_LOGIN_URL": "http://127.0.0.1:9"}, "recap: Microsoft's sign-in cannot be reached"),
    ],
)
async def test_what_keeps_it_from_starting_is_one_line(stage: Stage, change: dict[str, str], said: str) -> None:
    async with recap({**stage.environment, **change}, "teams") as bot:
        assert await bot.ended() in (3, 4)
    [line] = [line for line in bot.lines if not line.startswith("Key: ")]
    assert line.startswith(said)


async def test_an_app_for_one_tenant_signs_in_there(stage: Stage) -> None:
    [tenant] = stage.teams.state.tenants
    async with recap({**stage.environment, "RECAP_TEAMS_TENANT": tenant}, "teams") as bot:
        await bot.says("Teams: listening")
        assert await bot.stop() == 0
    assert stage.teams.called(f"POST /login/{tenant}/")
