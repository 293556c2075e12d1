"""A process that is killed after Discord took a digest and before it answered: another one goes on."""

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bots import wiring
from core.digests.digest import EVERY_DAY, Digest
from core.models import Channel, Person
from tests.bots.discord.stage import Stage, until
from tests.bots.slack.process import recap
from tests.standins.discord.state import TOKEN

DECISION = "Decision: the launch moves to Friday 6 March"
POSTING = "POST", "/channels/{channel}/messages"
LEASE_OVER, NONCE_OVER = 150, 3_600  # seconds


@pytest.mark.parametrize("later", [LEASE_OVER, NONCE_OVER])
async def test_a_digest_stands_once_where_the_process_that_posted_it_was_killed(acme: Stage, later: float) -> None:
    discord = acme.discord

    async def posted() -> bool:
        return bool(discord.called(*POSTING))

    discord.says(acme.ben, acme.channel, DECISION, at=discord.state.now() - 3_600)
    async with wiring.stores(acme.settings) as acme.stores:
        async with recap(_environment(acme), "discord") as bot:
            await bot.says("Discord: connected")
            await acme.stored(DECISION)
            discord.loses_answers(*POSTING)
            await acme.stores.setups.put(_digest(acme), acme.clock())
            await until(posted)
            bot.process.kill()
            await bot.process.wait()
        assert len(acme.said_to(acme.ben, acme.channel)) == 1
    discord.passes(later)
    async with acme.recap() as stores:

        async def settled() -> bool:
            return bool(await stores.setups.costs("discord", acme.guild))

        await until(settled)
        [post] = acme.said_to(acme.ben, acme.channel)
        assert "the launch moves to Friday 6 March" in json.dumps(post)


def _digest(acme: Stage) -> Digest:
    """Due a minute ago, of the day before."""
    general, now = Channel("discord", acme.guild, acme.channel, "general"), acme.clock()
    due = (now - timedelta(minutes=1)).time().replace(second=0, microsecond=0)
    since = now - timedelta(days=1)
    return Digest("d1", "discord", acme.guild, (general,), general, Person(acme.ana, "Ana"), since, due, EVERY_DAY)


def _environment(acme: Stage) -> Mapping[str, str]:
    return {
        "RECAP_DATABASE": str(acme.settings.database),
        "RECAP_DISCORD_TOKEN": TOKEN,
        "RECAP_DISCORD_API_URL": acme.settings.discord_api_url,
        "RECAP_DISCORD_GATEWAY_URL": acme.settings.discord_gateway_url or "",
    }
