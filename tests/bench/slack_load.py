"""Slack at its busiest: `recap run slack` as a process, fifty workspaces that talk to it, and twenty people who ask.

Printed: what was sent and what is stored, the slowest acknowledgement, and how much memory it takes early and late.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.slack.installed import Installation, Installed
from storage.sqlite import session
from storage.sqlite.installations import SqliteInstallations
from tests.bots.slack.process import Bot, free_port, recap, stored
from tests.standins.slack.server import SlackServer
from tests.standins.slack.state import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET

WORKSPACES, PEOPLE, ASKING = 50, 4, 20
ASKED_EVERY_SECONDS = 10.0
TICK_SECONDS = 0.02
RETRIES = (0.0, *(0.5,) * 40)  # a killed process is back within some seconds
_WORDS = "shall we ship the release on monday or wait for the audit the budget is 48,000 and Ana decides".split()


@dataclass
class Town:
    """The workspaces: a channel each, with its people, and what was said there (workspace, channel, ts)."""

    slack: SlackServer
    channels: list[tuple[str, str, list[str]]] = field(default_factory=list)
    said: set[tuple[str, str, str]] = field(default_factory=set)

    def talk(self, messages: int) -> None:
        for _ in range(messages):
            team, channel, people = random.choice(self.channels)
            ts = self.slack.says(random.choice(people), channel, " ".join(random.choices(_WORDS, k=12)))
            self.said.add((team, channel, ts))

    async def talk_on(self, rate: int, seconds: float) -> None:
        """So many messages a second, also where a tick comes late."""
        begin, sent = time.monotonic(), 0
        while (passed := time.monotonic() - begin) < seconds:
            due = int(passed * rate)
            self.talk(due - sent)
            sent = due
            await asyncio.sleep(TICK_SECONDS)

    async def ask_on(self) -> None:
        """So many people ask at once, again and again."""
        while True:
            for _, channel, people in random.sample(self.channels, ASKING):
                self.slack.uses_command(random.choice(people), channel, "/summarize", "last 50")
            await asyncio.sleep(ASKED_EVERY_SECONDS)


@asynccontextmanager
async def town(database: Path, workspaces: int = WORKSPACES) -> AsyncIterator[Town]:
    """Recap is installed in all of them: its database knows their tokens."""
    async with SlackServer(retries=RETRIES) as slack, session.opened(database) as opened:
        slack.deliveries.keep = False
        it = Town(slack)
        installed = Installed(SqliteInstallations(opened), None, slack.api_url, session.utc_now)  # type: ignore[arg-type]
        for n in range(workspaces):
            team = slack.world.add_workspace(f"Company {n}")
            people = [slack.world.add_user(team, f"person{n}x{m}") for m in range(PEOPLE)]
            it.channels.append((team, slack.world.add_channel(team, "general", people), people))
            own = slack.state.installations[team]
            address = f"https://{slack.state.teams[team].domain}.slack.com"
            await installed.install(Installation(team, own.token, own.bot_user, address))
        yield it


def environment(it: Town, database: Path, http: bool) -> dict[str, str]:
    way = {"RECAP_SLACK_SIGNING_SECRET": SIGNING_SECRET} if http else {"RECAP_SLACK_APP_TOKEN": APP_TOKEN}
    app = {"RECAP_SLACK_CLIENT_ID": CLIENT_ID, "RECAP_SLACK_CLIENT_SECRET": CLIENT_SECRET}
    port = {"RECAP_HTTP_PORT": str(free_port())}
    return {"RECAP_DATABASE": str(database), "RECAP_SLACK_API_URL": it.slack.api_url, **way, **app, **port}


async def loaded(http: bool, rate: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "recap.sqlite3"
        async with town(database) as it, recap(given := environment(it, database, http)) as bot:
            await _reached(it, bot, given)
            early, late = await _measured(it, bot, rate, seconds)
            assert await bot.stop() == 0, bot.lines[-5:]
            slowest, attempts = it.slack.deliveries.slowest, it.slack.deliveries.counts["attempts"]
        kept = {(c.workspace, c.id, m.id) for c, said in (await stored(database)).items() for m in said}
    way = "signed HTTP" if http else "socket"
    print(
        f"Slack by {way}, {WORKSPACES} workspaces, {len(it.said) / seconds:,.0f} messages a second for {seconds:g} s: "
        f"stored {len(kept & it.said):,} of {len(it.said):,}, {len(kept - it.said):,} others; "
        f"slowest acknowledgement {slowest:.2f} s, {attempts:,} deliveries; "
        f"memory {early:.0f} MB after a third, {late:.0f} MB at the end ({late / early - 1:+.0%})"
    )


async def _measured(it: Town, bot: Bot, rate: int, seconds: float) -> tuple[float, float]:
    """Memory after a third of the time and at its end, in MB."""
    asking = asyncio.create_task(it.ask_on())
    await it.talk_on(rate, seconds / 3)
    early = _memory(bot)
    await it.talk_on(rate, seconds * 2 / 3)
    late = _memory(bot)
    asking.cancel()
    await it.slack.deliveries.settled()
    return early, late


async def killed(runs: int, rate: int = 200) -> None:
    """SIGKILL at any moment under load, by socket; what was sent stands in the store once, whenever it was."""
    with tempfile.TemporaryDirectory() as folder:
        database, lost, more = Path(folder) / "recap.sqlite3", 0, 0
        async with town(database) as it:
            given = environment(it, database, http=False)
            for _ in range(runs):
                async with recap(given) as bot:  # it is killed at the end of the block
                    await _reached(it, bot, given)
                    await it.slack.deliveries.settled()
                    await it.talk_on(rate, random.uniform(0.2, 1.5))
            async with recap(given) as bot:
                await _reached(it, bot, given)
                await it.slack.deliveries.settled()
                await bot.stop()
            messages = [(c.workspace, c.id, m.id) for c, said in (await stored(database)).items() for m in said]
            lost, more = len(it.said - set(messages)), len(messages) - len(it.said & set(messages))
            given_up = it.slack.deliveries.counts["lost"]
    print(f"SIGKILL under load, {runs} times: {len(it.said):,} sent, {lost} lost, {more} doubled, {given_up} given up")


async def _reached(it: Town, bot: Bot, given: dict[str, str]) -> None:
    await bot.says("Slack: installed in")
    if "RECAP_SLACK_SIGNING_SECRET" in given:
        await it.slack.posts_to(f"http://127.0.0.1:{given['RECAP_HTTP_PORT']}/slack/events")
    else:
        await it.slack.sockets.connected(1)


def _memory(bot: Bot) -> float:
    """Resident, of the process itself, in MB."""
    status = Path(f"/proc/{bot.process.pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def run(seconds: float = 60.0, runs: int = 50, socket_rate: int = 400, http_rate: int = 1000) -> None:
    asyncio.run(loaded(http=False, rate=socket_rate, seconds=seconds))
    asyncio.run(loaded(http=True, rate=http_rate, seconds=seconds))
    asyncio.run(killed(runs))
