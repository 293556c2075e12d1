"""What comes without asking in Discord, over a clock that the test moves: summarized ahead, told in the morning."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.action_items.preferences import Preferences, next_morning
from tests.bots.discord.stage import Stage, until
from tests.standins.claude.server import KEY, ClaudeServer

LAUNCH = "Decision: the launch of the pricing page moves to Friday because the tests are slow"
BERLIN = "Europe/Berlin"


async def test_what_fell_silent_is_summarized_in_a_batch_and_the_digest_at_its_hour_asks_nothing_more(
    acme: Stage,
) -> None:
    async with ClaudeServer() as claude:
        acme.settings = replace(acme.settings, anthropic_api_key=(KEY,), anthropic_url=claude.url)
        due = (acme.clock() + timedelta(hours=8)).replace(minute=0, second=0, microsecond=0)
        async with acme.recap():
            await _daily(acme, due)
            acme.discord.says(acme.ana, acme.channel, LAUNCH)
            await acme.stored(LAUNCH)
        _until(acme, due - timedelta(hours=4))
        async with acme.recap():
            await until(lambda: _waiting(acme, 1))
        async with acme.recap() as stores:
            await until(lambda: _waiting(acme, 0))
            _until(acme, due)
            await acme.sees(acme.ben, acme.channel, "moves to Friday")
            assert {entry.engine for entry in await stores.audit.entries()} == {"claude-haiku-5-5"}
        assert "POST /v1/messages" not in claude.counts["requests"]


async def test_an_item_that_a_summary_found_is_told_to_its_owner_and_again_in_their_own_morning(acme: Stage) -> None:
    discord, direct = acme.discord, acme.discord.direct(acme.ben)
    async with acme.recap():
        discord.uses_command(acme.ben, acme.channel, "todos", {"morning": 7, "zone": BERLIN})
        await acme.sees(acme.ben, acme.channel, f"07:00 ({BERLIN})")
        discord.says(acme.ben, acme.channel, "hello")
        discord.says(acme.ana, acme.channel, f"TODO: <@{acme.ben}> sends the invoice by Monday")
        await acme.stored("hello", "TODO: @Ben sends the invoice by Monday")
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        await acme.sees(acme.ana, acme.channel, "Read 2 of 2 messages")
        discord.passes(150)
        await acme.sees(acme.ben, direct, "You have a new action item")
        _until(acme, next_morning(Preferences(7, BERLIN), acme.clock()))
        await acme.sees(acme.ben, direct, "Good morning")


async def _daily(acme: Stage, due: datetime) -> None:
    acme.discord.uses_command(acme.ana, acme.channel, "digest add", {"when": f"every day at {due:%H:%M} UTC"})
    await acme.sees(acme.ana, acme.channel, "Set up: ")


async def _waiting(acme: Stage, batches: int) -> bool:
    assert acme.stores
    return len(await acme.stores.submissions.list()) == batches


def _until(acme: Stage, moment: datetime) -> None:
    acme.discord.passes((moment - acme.clock()).total_seconds())
