"""What people ask with commands and menus, and what they and others see."""

import json
from typing import Any

import pytest

from tests.bots.discord.stage import Stage, until
from tests.standins.discord.state import APP_ID

DECISION = "Decision: the launch moves to Friday 6 March"
TASK = "TODO: Ben sends the invoice by Monday"


async def test_whoever_asks_gets_minutes_with_links_and_nobody_else_sees_them(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        asked = await discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 50}).answered()
        assert asked.callback == 5
        seen = await acme.sees(acme.ana, acme.channel, f"/channels/{acme.guild}/{acme.channel}/{said}")
        assert "the launch moves to Friday 6 March" in seen["embeds"][0]["description"]
        assert "Read 1 of 1 messages" in seen["embeds"][0]["footer"]["text"]
        assert seen["flags"] & 64
        assert len(discord.seen_by(acme.ben, acme.channel)) == 1


async def test_people_outside_the_channel_get_nothing_whoever_told_them_of_it(acme: Stage) -> None:
    discord = acme.discord
    board = discord.world.add_channel(acme.guild, "board", private_to=[acme.ben, APP_ID])
    async with acme.recap():
        said = discord.says(acme.ben, board, DECISION)
        await acme.stored(DECISION, channel=board)
        link = f"https://discord.com/channels/{acme.guild}/{board}/{said}"
        discord.uses_command(acme.ana, acme.channel, "summarize", {"from": link})
        seen = await acme.sees(acme.ana, acme.channel, "You cannot read #")
        assert "launch" not in json.dumps(seen)
        discord.uses_command(acme.ben, acme.channel, "summarize", {"from": link})
        await acme.sees(acme.ben, acme.channel, "the launch moves to Friday 6 March")


async def test_a_right_that_is_taken_away_counts_at_once(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        other = discord.world.add_channel(acme.guild, "elsewhere")
        discord.sets_overwrite(acme.channel, acme.ana, deny="VIEW_CHANNEL")
        discord.uses_command(acme.ana, other, "summarize", {"from": _link(acme, acme.channel, "1")})
        await acme.sees(acme.ana, other, "You cannot read #")


async def test_a_role_that_may_read_lets_its_members_read(acme: Stage) -> None:
    discord = acme.discord
    board = discord.world.add_channel(acme.guild, "board", private_to=[APP_ID])
    role = discord.world.add_role(acme.guild, "board members")
    async with acme.recap():
        discord.sets_overwrite(board, role, allow="VIEW_CHANNEL READ_MESSAGE_HISTORY")
        discord.changes_member(acme.guild, acme.ben, roles=[role])
        said = discord.says(acme.ben, board, DECISION)
        await acme.stored(DECISION, channel=board)
        discord.uses_command(acme.ben, acme.channel, "summarize", {"from": _link(acme, board, said)})
        await acme.sees(acme.ben, acme.channel, "the launch moves to Friday 6 March")


async def test_a_private_thread_is_for_those_who_are_in_it(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        thread = discord.starts_thread(acme.ben, acme.channel, "secret", private=True)
        discord.joins_thread(APP_ID, thread)
        said = discord.says(acme.ben, thread, DECISION)
        await acme.stored(DECISION, channel=thread)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"from": _link(acme, thread, said)})
        await acme.sees(acme.ana, acme.channel, "You cannot read #")
        discord.uses_command(acme.ben, acme.channel, "summarize", {"from": _link(acme, thread, said)})
        await acme.sees(acme.ben, acme.channel, "the launch moves to Friday 6 March")


async def test_what_is_written_beside_a_voice_channel_is_for_those_who_may_connect(acme: Stage) -> None:
    discord = acme.discord
    voice = discord.world.add_channel(acme.guild, "standup", "voice")
    async with acme.recap():
        said = discord.says(acme.ben, voice, DECISION)
        await acme.stored(DECISION, channel=voice)
        discord.sets_overwrite(voice, acme.ana, deny="CONNECT")
        discord.uses_command(acme.ana, acme.channel, "summarize", {"from": _link(acme, voice, said)})
        await acme.sees(acme.ana, acme.channel, "You cannot read #")


async def test_who_left_the_server_gets_nothing_of_it_any_more(acme: Stage) -> None:
    discord = acme.discord
    direct = discord.direct(acme.ana)
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.leaves(acme.ana, acme.guild)
        discord.says(acme.ana, direct, _link(acme, acme.channel, said))
        seen = await acme.sees(acme.ana, direct, "You cannot read #")
        assert "launch" not in json.dumps(seen)


async def test_in_a_thread_it_is_about_the_thread_unless_they_say_the_channel(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        root = discord.says(acme.ana, acme.channel, TASK)
        discord.says(acme.ana, acme.channel, "Decision: lunch is at noon on Tuesdays")
        thread = discord.starts_thread(acme.ana, acme.channel, "launch", message=root)
        discord.says(acme.ben, thread, DECISION)
        await acme.stored(TASK, "Decision: lunch is at noon on Tuesdays", DECISION)
        discord.uses_command(acme.ana, thread, "summarize", {})
        seen = await acme.sees(acme.ana, thread, "the launch moves to Friday 6 March")
        assert seen["embeds"][0]["title"] == "A thread in #general"
        assert "lunch" not in json.dumps(seen)
        discord.uses_command(acme.ben, thread, "summarize", {"scope": "channel", "last": 10})
        assert "launch moves" in json.dumps(await acme.sees(acme.ben, thread, "lunch"))


async def test_in_a_forums_post_it_is_about_the_post(acme: Stage) -> None:
    discord = acme.discord
    forum = discord.world.add_channel(acme.guild, "ideas", "forum")
    async with acme.recap():
        post = discord.posts(acme.ana, forum, "Launch", "When is the launch?")
        discord.says(acme.ben, post, DECISION)
        discord.posts(acme.ana, forum, "Lunch", "Decision: lunch is at noon on Tuesdays")
        await acme.stored("When is the launch?", DECISION, "Decision: lunch is at noon on Tuesdays", channel=forum)
        discord.uses_command(acme.ana, post, "summarize", {"scope": "thread"})
        seen = await acme.sees(acme.ana, post, "the launch moves to Friday 6 March")
        assert "lunch" not in json.dumps(seen)


@pytest.mark.parametrize(
    ("options", "read"),
    [
        ({"last": 2}, "Read 2 of 2 messages"),
        ({"since": "1h"}, "Read 2 of 2 messages"),
        ({"since": "3 days ago", "until": "1 day ago"}, "Read 1 of 1 messages"),
        ({"since": "3 days ago", "author": "ben"}, "Read 2 of 2 messages"),
        ({"from": 0, "to": 1}, "Read 2 of 2 messages"),
        ({"last": 3, "channel": "general"}, "Read 3 of 3 messages"),
        ({"scope": "catch_up"}, "Read 2 of 2 messages"),
        ({"scope": "asked"}, "Read 2 of 2 messages"),
    ],
)
async def test_options_say_which_messages(acme: Stage, options: dict[str, Any], read: str) -> None:
    discord, now = acme.discord, acme.discord.state.now()
    texts = [DECISION, TASK, "Decision: lunch is at noon on Tuesdays"]
    ages, people = (86_400 * 2, 60, 30), (acme.ben, acme.ana, acme.ben)
    ids = [
        discord.says(who, acme.channel, text, at=now - age) for text, age, who in zip(texts, ages, people, strict=True)
    ]
    other = discord.world.add_channel(acme.guild, "elsewhere")
    places = {"ben": acme.ben, "general": acme.channel}
    named = {key: places.get(str(value), value) for key, value in options.items()}
    links = {key: _link(acme, acme.channel, ids[value]) for key, value in options.items() if key in ("from", "to")}
    async with acme.recap():
        await acme.stored(*texts)
        here = other if "channel" in options else acme.channel
        discord.uses_command(acme.ana, here, "summarize", named | links)
        await acme.sees(acme.ana, here, read)


async def test_what_cannot_be_understood_is_answered_with_examples(acme: Stage) -> None:
    async with acme.recap():
        acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"since": "the flood"})
        await acme.sees(acme.ana, acme.channel, "Try")
        acme.discord.uses_command(acme.ben, acme.channel, "summarize", {"from": "http://example.com"})
        await acme.sees(acme.ben, acme.channel, "Copy Message Link")


async def test_times_and_languages_are_offered_while_they_type(acme: Stage) -> None:
    async with acme.recap():
        it = await acme.discord.types_into(acme.ana, acme.channel, "summarize", "since", "yes").answered()
        assert it.choices is not None
        assert [choice["value"] for choice in it.choices] == ["yes", "yesterday"]
        it = await acme.discord.types_into(acme.ana, acme.channel, "summarize", "language", "ger").answered()
        assert it.choices is not None
        assert "German" in [choice["value"] for choice in it.choices]


async def test_an_answer_for_everybody_stands_in_the_channel_and_says_who_published_it(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5, "visibility": "channel"})
        seen = await acme.sees(acme.ben, acme.channel, "Published by Ana")
        assert "the launch moves" in json.dumps(seen)
        other = discord.world.add_channel(acme.guild, "elsewhere")
        link = _link(acme, acme.channel, seen["id"])
        discord.uses_command(acme.ana, other, "summarize", {"from": link, "visibility": "channel"})
        await acme.sees(acme.ana, other, "can only be about the channel that it stands in")


async def test_the_menu_of_a_message_sums_up_its_thread_or_all_from_it_on(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        before = discord.says(acme.ana, acme.channel, "Decision: lunch is at noon on Tuesdays")
        root = discord.says(acme.ana, acme.channel, TASK)
        thread = discord.starts_thread(acme.ana, acme.channel, "launch", message=root)
        discord.says(acme.ben, thread, DECISION)
        await acme.stored("Decision: lunch is at noon on Tuesdays", TASK, DECISION)
        discord.uses_menu(acme.ana, acme.channel, root, "Summarize thread")
        assert "lunch" not in json.dumps(await acme.sees(acme.ana, acme.channel, "the launch moves"))
        discord.uses_menu(acme.ben, acme.channel, before, "Summarize from here")
        assert "launch moves" in json.dumps(await acme.sees(acme.ben, acme.channel, "lunch is at noon"))


async def test_what_people_wrote_pings_nobody_and_links_nowhere_else(acme: Stage) -> None:
    discord = acme.discord
    text = f"Decision: @everyone <@{acme.ana}> buys [cheap](http://evil.example) **shoes** <@&{acme.guild}>"
    async with acme.recap():
        discord.says(acme.ben, acme.channel, text)

        async def heard() -> bool:
            return len(await acme.texts()) == 1

        await until(heard)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5, "visibility": "channel"})
        seen = await acme.sees(acme.ben, acme.channel, "Published by Ana")
        assert seen["pings"] == {"users": [], "roles": [], "everyone": False}
        assert "[cheap](http" not in seen["embeds"][0]["description"]
        assert "@everyone" not in seen["embeds"][0]["description"]


async def test_long_answers_are_split_within_discords_limits(acme: Stage) -> None:
    discord = acme.discord
    texts = [f"Decision: item {n} of the budget is {n * 1000:,} and goes to team {n} " + "x" * 200 for n in range(60)]
    async with acme.recap():
        for text in texts:
            discord.says(acme.ben, acme.channel, text)
        await acme.stored(*texts)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 100, "words": 2000})
        await acme.sees(acme.ana, acme.channel, "Read 60 of 60 messages")
        assert all(call.status < 400 for call in discord.calls)


async def test_the_commands_are_told_once_and_again_only_when_they_changed(acme: Stage) -> None:
    told = "/applications/{app}/commands"
    async with acme.recap():
        assert len(acme.discord.called("PUT", told)) == 1
    async with acme.recap():
        assert len(acme.discord.called("PUT", told)) == 1
    next(iter(acme.discord.state.commands.values()))["description"] = "something else"
    async with acme.recap():
        assert len(acme.discord.called("PUT", told)) == 2


def _link(acme: Stage, channel: str, message: str) -> str:
    return f"https://discord.com/channels/{acme.guild}/{channel}/{message}"
