"""What comes from `recap run slack` with no hand on it: a digest at its hour, and messages to its owners."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bots.slack.process import Bot, recap, settings
from tests.standins.slack.server import SlackServer
from tests.standins.slack.state import Json

PATIENCE_SECONDS = 60
TO_THE_NEXT_MINUTE, UNTIL_ITEMS_ARE_TOLD = 60, 120  # seconds
DECISION = "Decision: the launch of the pricing page moves to Friday because the tests are slow"
TODO = "TODO: @ana will write to the press by Thursday"


@dataclass
class Stage:
    slack: SlackServer
    database: Path
    ahead: Path
    team: str
    ana: str
    ben: str
    channel: str

    async def until(self, seen: Callable[[], list[Json]]) -> list[Json]:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not seen():  # noqa: ASYNC110  # the stand-in tells nobody what it shows
                await asyncio.sleep(0.05)
        return seen()

    def passes(self, seconds: float) -> None:
        """For Slack and for the process alike."""
        self.slack.passes(seconds)
        later = self.ahead.with_suffix(".new")
        later.write_text(str(self.slack.ahead))
        later.replace(self.ahead)

    async def set_up(self, to: str) -> None:
        """By the form of /digest, for the next minute."""
        await self.slack.uses_command(self.ana, self.channel, "/digest").answered()
        await self.until(lambda: [it for it in [self.slack.modal(self.ana)] if it])
        form = self.slack.modal(self.ana)
        assert form
        at = datetime.fromtimestamp(self.slack.state.now(), UTC) + timedelta(minutes=1)
        chosen = {"channels": [self.channel], "destination": to, "at": f"{at:%H:%M}", "zone": "UTC"}
        days = {"days": [str(day) for day in range(7)]}
        assert (await self.slack.submits(self.ana, form, chosen | days).answered()).acknowledged
        await self.until(lambda: [m for m in self.slack.seen_by(self.ana) if "Set up: " in str(m)])

    def in_channel(self, channel: str) -> list[Json]:
        bot = self.slack.world.bot(self.team)
        return [m for m in self.slack.seen_by(self.ben, channel) if m["user"] == bot]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme")
        ana, ben = slack.world.add_user(team, "ana", is_admin=True), slack.world.add_user(team, "ben")
        channel = slack.world.add_channel(team, "general", [ana, ben])
        stage = Stage(slack, tmp_path / "recap.sqlite3", tmp_path / "ahead", team, ana, ben, channel)
        stage.passes(0)
        yield stage


async def started(bot: Bot) -> None:
    await bot.says("Slack: installed")


async def test_a_workspace_gets_its_digest_and_its_owners_their_messages_with_no_hand_on_it(stage: Stage) -> None:
    slack = stage.slack
    team = slack.world.add_channel(stage.team, "team", [stage.ana, stage.ben])
    program = ("tests.bots.ahead", str(stage.ahead))
    async with recap(settings(slack, stage.database), program=program) as bot:
        await started(bot)
        await stage.set_up(team)
        slack.says(stage.ana, stage.channel, "Good morning, what about the launch?")
        slack.says(stage.ben, stage.channel, DECISION)
        slack.says(stage.ben, stage.channel, TODO)
        await slack.deliveries.settled()
        stage.passes(TO_THE_NEXT_MINUTE)
        (post, *_) = await stage.until(lambda: stage.in_channel(team))
        assert "moves to Friday" in json.dumps(post)
        assert f"archives/{stage.channel}/p" in json.dumps(post)
        direct = slack.direct(stage.ana)

        def told() -> list[Json]:
            return [m for m in slack.seen_by(stage.ana, direct) if "write to the press" in json.dumps(m)]

        stage.passes(UNTIL_ITEMS_ARE_TOLD)
        (note,) = await stage.until(told)
        assert "You have a new action item" in json.dumps(note)
        assert await bot.stop() == 0
    assert len([m for m in stage.in_channel(team) if not m.get("thread_ts") or m["thread_ts"] == m["ts"]]) == 1
    assert not [m for m in slack.seen_by(stage.ben, slack.direct(stage.ben)) if "press" in json.dumps(m)]
