"""Discord at its busiest: `recap run discord` as a process, and messages that come through the gateway.

Printed: what was sent and what is stored, and how long after the last message all of it was.
"""

import asyncio
import tempfile
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from tests.bots.slack.process import recap, stored
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import TOKEN

SETTLES_SECONDS = 120.0


async def loaded(rate: int, seconds: float) -> tuple[int, int]:
    """How many were sent, and how many of these are stored."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "recap.sqlite3"
        async with DiscordServer() as discord:
            guild = discord.world.add_guild("Acme")
            ana, channel = discord.world.add_member(guild, "ana"), discord.world.add_channel(guild, "general")
            urls = {"RECAP_DISCORD_API_URL": discord.api_url, "RECAP_DISCORD_GATEWAY_URL": discord.gateway.url}
            async with recap({"RECAP_DATABASE": str(database), "RECAP_DISCORD_TOKEN": TOKEN, **urls}, "discord") as bot:
                await bot.says("Discord: ")
                begin = time.monotonic()
                sent = await discord.load(ana, channel, rate, seconds)
                took = time.monotonic() - begin
                await _settled(database, sent)
                after = time.monotonic() - begin - took
                assert await bot.stop() == 0, bot.lines[-5:]
            said = {f"message {number}" for number in range(sent)}
        kept = [m.text for messages in (await stored(database)).values() for m in messages]
    print(
        f"Discord, {sent / took:,.0f} messages a second for {took:.0f} s: stored {len(set(kept) & said):,} of {sent:,},"
        f" {len(kept) - len(set(kept) & said):,} others; all of them {after:.1f} s after the last"
    )
    return sent, len(set(kept) & said)


async def _settled(database: Path, count: int) -> None:
    """Until so many are on disk, or nobody waits any longer."""

    def rows() -> int:
        with closing(connect(f"file:{database}?mode=ro", uri=True)) as connection:
            [(found,)] = connection.execute("SELECT count(*) FROM messages").fetchall()
        return int(found)

    until = time.monotonic() + SETTLES_SECONDS
    while await asyncio.to_thread(rows) < count and time.monotonic() < until:  # noqa: ASYNC110 - another process writes
        await asyncio.sleep(0.2)


def run(seconds: float = 60.0, rate: int = 2_000) -> None:
    sent, kept = asyncio.run(loaded(rate, seconds))
    assert kept == sent, "nothing is lost"


if __name__ == "__main__":
    run()
