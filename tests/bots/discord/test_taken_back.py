"""What people in Discord deleted and edited while Recap was not connected."""

import json

import pytest

from core.models import Channel, Message, Person
from tests.bots.discord.stage import Stage, until
from tests.standins.discord.state import APP_ID

DAY = 86_400.0
GONE = "Decision: the offer is 9 million"
STAYS = "Decision: the launch moves to Friday 6 March"


async def test_what_was_deleted_and_edited_while_recap_did_not_run_is_so_when_it_starts(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        ids = [discord.says(acme.ana, acme.channel, text) for text in ("stays", "goes", "on monday")]
        await acme.stored("stays", "goes", "on monday")
    discord.deletes(acme.ana, acme.channel, ids[1])
    discord.edits(acme.ana, acme.channel, ids[2], "on tuesday")
    async with acme.recap():
        await acme.stored("stays", "on tuesday")


async def test_what_was_deleted_in_a_thread_while_recap_did_not_run_is_gone_when_it_starts(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        root = discord.says(acme.ana, acme.channel, "the budget")
        thread = discord.starts_thread(acme.ana, acme.channel, "budget", message=root)
        reply = discord.says(acme.ben, thread, "48,000")
        discord.says(acme.ben, thread, "or less")
        await acme.stored("the budget", "48,000", "or less")
    discord.deletes(acme.ben, thread, reply)
    async with acme.recap():
        await acme.stored("the budget", "or less")


async def test_a_thread_that_was_removed_while_recap_did_not_run_leaves_the_message_it_was_begun_from(
    acme: Stage,
) -> None:
    discord = acme.discord
    async with acme.recap():
        root = discord.says(acme.ana, acme.channel, "the budget")
        thread = discord.starts_thread(acme.ana, acme.channel, "budget", message=root)
        discord.says(acme.ben, thread, "48,000")
        await acme.stored("the budget", "48,000")
    discord.deletes_channel(thread)
    async with acme.recap():
        await acme.stored("the budget")


async def test_a_forums_post_that_was_removed_while_recap_did_not_run_is_gone_and_the_others_stay(acme: Stage) -> None:
    discord = acme.discord
    forum = discord.world.add_channel(acme.guild, "ideas", "forum")
    async with acme.recap():
        post = discord.posts(acme.ana, forum, "Dark mode", "please")
        discord.says(acme.ben, post, "yes please")
        discord.posts(acme.ana, forum, "Light mode", "thanks")
        await acme.stored("please", "yes please", "thanks", channel=forum)
    discord.deletes_channel(post)
    async with acme.recap():
        await acme.stored("thanks", channel=forum)


@pytest.mark.parametrize("asked", [{"last": 5}, {"since": "50 days"}, {"scope": "channel", "author": "ben"}])
async def test_no_answer_after_a_break_tells_what_was_deleted_in_it_however_old(
    acme: Stage, asked: dict[str, str | int]
) -> None:
    discord = acme.discord
    now = discord.state.now()
    ids = [discord.says(acme.ben, acme.channel, text, at=now - 20 * DAY + n) for n, text in enumerate((GONE, STAYS))]
    if "author" in asked:
        asked = {**asked, "author": acme.ben, "since": "50 days"}
    async with acme.recap():
        await acme.stored(GONE, STAYS)
    discord.deletes(acme.ben, acme.channel, ids[0])
    async with acme.recap():
        assert await acme.texts() == [GONE, STAYS], "it is too old to be compared by itself"
        discord.uses_command(acme.ana, acme.channel, "summarize", asked)
        seen = await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        assert "Read 1 of 1 messages" in seen["embeds"][0]["footer"]["text"]
        assert "9 million" not in json.dumps(seen)
        assert await acme.texts() == [STAYS]


async def test_no_answer_after_a_lost_session_tells_what_was_deleted_meanwhile(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        gone = discord.says(acme.ben, acme.channel, GONE)
        discord.says(acme.ben, acme.channel, STAYS)
        await acme.stored(GONE, STAYS)
        old = discord.gateway.open[0]
        discord.gateway.forgets()
        discord.gateway.cut()
        discord.deletes(acme.ben, acme.channel, gone)
        await old.gone.wait()
        await discord.gateway.connected()
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        seen = await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        assert "9 million" not in json.dumps(seen)


async def test_what_rests_on_a_message_that_was_deleted_in_a_break_is_taken_back_after_it(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        gone = discord.says(acme.ben, acme.channel, GONE)
        discord.says(acme.ben, acme.channel, STAYS)
        await acme.stored(GONE, STAYS)
        await discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5, "visibility": "channel"}).answered()
        await acme.sees(acme.ben, acme.channel, "9 million")
    discord.deletes(acme.ben, acme.channel, gone)
    async with acme.recap():

        async def taken_back() -> bool:
            return "9 million" not in json.dumps(acme.said_to(acme.ben, acme.channel))

        await until(taken_back)
        await acme.sees(acme.ben, acme.channel, "the launch moves to Friday 6 March")


async def test_a_quiet_channel_costs_no_request_after_a_break(acme: Stage) -> None:
    discord = acme.discord
    quiet = discord.world.add_channel(acme.guild, "quiet")
    discord.says(acme.ana, quiet, "long ago", at=discord.state.now() - 9 * DAY)
    async with acme.recap():
        discord.says(acme.ana, acme.channel, "lately")
        await acme.stored("lately")
        await acme.stored("long ago", channel=quiet)
    asked = len(discord.called("GET", f"/channels/{quiet}/messages"))
    discord.says(acme.ana, acme.channel, "meanwhile")
    async with acme.recap():
        await acme.stored("lately", "meanwhile")
        assert len(discord.called("GET", f"/channels/{quiet}/messages")) == asked


async def test_channels_that_were_removed_in_a_break_take_their_messages_and_hidden_ones_do_not(acme: Stage) -> None:
    discord = acme.discord
    removed, hidden = (discord.world.add_channel(acme.guild, name) for name in ("removed", "hidden"))
    async with acme.recap() as stores:
        for place in (removed, hidden):
            discord.says(acme.ana, place, "the offer")
            await acme.stored("the offer", channel=place)
        imported = Channel("discord", acme.guild, "17", "imported")
        await stores.messages.hear(imported, Message("18", Person("19", "Ana"), "the old offer"))
    discord.deletes_channel(removed)
    discord.sets_overwrite(hidden, APP_ID, deny="VIEW_CHANNEL")
    async with acme.recap():
        await acme.stored(channel=removed)
        await acme.stored("the offer", channel=hidden)
        await acme.stored("the old offer", channel="17")
