"""Teams at its busiest: `recap run teams` as a process that stores what comes, beside the SDK, which stores nothing.

Printed: what was sent and what is stored, the slowest acknowledgement, and how many activities the SDK takes a second.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bots.slack.process import free_port, recap, stored
from tests.bots.teams.process import settings
from tests.standins.teams.server import TeamsServer
from tests.standins.teams.teamsbot import bot_of

TEAMS, PEOPLE = 20, 4
TICK_SECONDS = 0.02
_WORDS = "shall we ship the release on monday or wait for the audit the budget is 48,000 and Ana decides".split()


@dataclass
class Town:
    """Channels with their people, and what was said there (channel, id)."""

    teams: TeamsServer
    channels: list[tuple[str, list[str]]]
    said: set[tuple[str, str]]

    def talk(self, messages: int) -> None:
        for _ in range(messages):
            channel, people = random.choice(self.channels)
            text = " ".join(random.choices(_WORDS, k=12))
            self.said.add((channel, self.teams.says(random.choice(people), channel, text)))

    async def talk_on(self, rate: int, seconds: float) -> None:
        """So many messages a second, also where a tick comes late."""
        begin, sent = time.monotonic(), 0
        while (passed := time.monotonic() - begin) < seconds:
            due = int(passed * rate)
            self.talk(due - sent)
            sent = due
            await asyncio.sleep(TICK_SECONDS)


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    async with TeamsServer() as teams:
        teams.deliveries.keep = False
        it = Town(teams, [], set())
        tenant = teams.world.add_tenant("Contoso")
        for n in range(TEAMS):
            people = [teams.world.add_user(tenant, f"Person{n} Number{m}") for m in range(PEOPLE)]
            team = teams.world.add_team(tenant, f"Team {n}", people)
            teams.world.add_app(team)
            it.channels.append((teams.world.add_channel(team, "Planning"), people))
        yield it


async def loaded(rate: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database, port = Path(folder) / "recap.sqlite3", free_port()
        async with town() as it, recap(settings(it.teams, database, port), "teams") as bot:
            await bot.says("Teams: listening")
            it.teams.sends_to(f"http://127.0.0.1:{port}/api/messages")
            begin = time.monotonic()
            await it.talk_on(rate, seconds)
            await it.teams.deliveries.settled()
            took = time.monotonic() - begin
            assert await bot.stop() == 0, bot.lines[-5:]
            slowest, counts = it.teams.deliveries.slowest, it.teams.deliveries.counts
        kept = {(c.id, m.id) for c, said in (await stored(database)).items() for m in said}
    print(
        f"Teams, {TEAMS} teams, {len(it.said) / seconds:,.0f} activities a second for {seconds:g} s: "
        f"stored {len(kept & it.said):,} of {len(it.said):,} ({counts['acknowledged']:,} acknowledged) "
        f"within {took:.1f} s, slowest acknowledgement {slowest:.2f} s"
    )


async def alone(activities: int) -> None:
    """The SDK's own adapter in this process, with the stand-in: whatever the machine has is theirs together."""
    async with town() as it, bot_of(it.teams) as bot:
        begin = time.monotonic()
        it.talk(activities)
        await it.teams.deliveries.settled()
        took = time.monotonic() - begin
        heard = len(bot.heard)
    print(f"the SDK alone, which stores nothing: {heard / took:,.0f} activities a second ({heard:,} in {took:.1f} s)")


def run(seconds: float = 60.0, rate: int = 800, activities: int = 3_000) -> None:
    asyncio.run(loaded(rate, seconds))
    asyncio.run(alone(activities))
