"""Reactions, mentions and direct messages, and the buttons under what comes of them."""

import json
from dataclasses import replace
from typing import Any

from core.answering.packed import packed
from core.answering.question import Question
from core.models import Channel, Person
from core.ports import KeptQuestion
from tests.bots.discord.stage import Stage, until
from tests.standins.claude.pace import Pace
from tests.standins.claude.server import ClaudeServer
from tests.standins.discord.state import APP_ID

DECISION = "Decision: the launch moves to Friday 6 March"


async def test_the_emoji_on_an_old_message_brings_its_thread_in_direct_messages(acme: Stage) -> None:
    discord = acme.discord
    said = discord.says(acme.ben, acme.channel, DECISION, at=discord.state.now() - 86_400 * 3)
    async with acme.recap():
        await acme.stored(DECISION)
        discord.reacts(acme.ana, acme.channel, said, "📝")
        seen = await acme.sees(acme.ana, discord.direct(acme.ana), "the launch moves")
        assert f"/{acme.channel}/{said}" in json.dumps(seen)

        async def marked() -> bool:
            return set(discord.state.channels[acme.channel].messages[said].reactions) == {"📝", "✅"}

        await until(marked)
        assert not acme.said_to(acme.ben, acme.channel)
        [message] = await acme.messages()
        assert [(r.name, r.count) for r in message.reactions] == [("📝", 1)]


async def test_who_waits_reads_a_preliminary_answer_until_the_models_takes_its_place(acme: Stage) -> None:
    discord, slow = acme.discord, Pace(first_seconds=4, tokens_per_second=1_000)
    async with ClaudeServer(pace=slow) as claude:
        acme.settings = replace(acme.settings, anthropic_api_key=("test-key",), anthropic_url=claude.url)
        async with acme.recap() as stores:
            await stores.settings.change("discord", acme.guild, ["deadline_seconds=1"])
            said = discord.says(acme.ben, acme.channel, DECISION)
            await acme.stored(DECISION)
            discord.reacts(acme.ana, acme.channel, said, "📝")
            await acme.sees(acme.ana, discord.direct(acme.ana), "Preliminary: a model is being asked")
            await acme.sees(acme.ana, discord.direct(acme.ana), "Engine: claude-haiku-5-5")
            [answer] = acme.said_to(acme.ana, discord.direct(acme.ana))
            assert "Preliminary" not in json.dumps(answer)


async def test_another_emoji_asks_for_nothing_and_the_setting_says_which_one_does(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        await stores.settings.change("discord", acme.guild, ["reaction=👀"])
        said = discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.reacts(acme.ana, acme.channel, said, "📝")
        discord.reacts(acme.ben, acme.channel, said, "👀")
        await acme.sees(acme.ben, discord.direct(acme.ben), "the launch moves")
        assert not acme.said_to(acme.ana, discord.direct(acme.ana))


async def test_a_mention_is_answered_in_direct_messages(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.says(acme.ana, acme.channel, f"<@{APP_ID}> what was decided since yesterday?")
        await acme.sees(acme.ana, discord.direct(acme.ana), "the launch moves")
        assert not acme.said_to(acme.ben, acme.channel)


async def test_help_is_said_to_whoever_asks_for_it(acme: Stage) -> None:
    async with acme.recap():
        acme.discord.says(acme.ana, acme.channel, f"<@{APP_ID}> help")
        await acme.sees(acme.ana, acme.discord.direct(acme.ana), "I keep the minutes")


async def test_in_direct_messages_a_link_or_a_name_says_the_channel(acme: Stage) -> None:
    discord = acme.discord
    direct = discord.direct(acme.ana)
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, DECISION)
        discord.says(acme.ana, acme.channel, "ok")
        await acme.stored(DECISION, "ok")
        discord.says(acme.ana, direct, f"https://discord.com/channels/{acme.guild}/{acme.channel}/{said}")
        await acme.sees(acme.ana, direct, "the launch moves")
        discord.says(acme.ana, direct, "#general last 5")
        await acme.sees(acme.ana, direct, "Read 2 of 2 messages")
        discord.says(acme.ben, discord.direct(acme.ben), "last 5")
        await acme.sees(acme.ben, discord.direct(acme.ben), "Say which channel")


async def test_where_direct_messages_are_refused_a_button_without_content_answers_alone(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.refuses_dms(acme.ana)
        discord.reacts(acme.ana, acme.channel, said, "📝")
        line = await acme.sees(acme.ben, acme.channel, "press the button")
        assert "launch" not in json.dumps(line)
        assert line["pings"] == {"users": [], "roles": [], "everyone": False}
        discord.presses(acme.ana, acme.channel, line["id"], _button(line, "show"))
        seen = await acme.sees(acme.ana, acme.channel, "the launch moves")
        assert seen["flags"] & 64


async def test_publishing_shows_it_to_the_channel_and_says_by_whom(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        answer = await _answer(acme)
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "publish"))
        published = await acme.sees(acme.ben, acme.channel, "Published by Ana")
        assert "the launch moves" in json.dumps(published)
        await acme.sees(acme.ana, acme.channel, "everybody in the channel can read it now")


async def test_what_was_published_loses_what_is_deleted(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        lunch = discord.says(acme.ben, acme.channel, "Decision: lunch is at noon on Tuesdays")
        answer = await _answer(acme)
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "publish"))
        published = await acme.sees(acme.ben, acme.channel, "Published by Ana")
        assert "lunch" in json.dumps(published)
        discord.deletes(acme.ben, acme.channel, lunch)

        async def gone() -> bool:
            now = next(m for m in acme.said_to(acme.ben, acme.channel) if m["id"] == published["id"])
            return "lunch" not in json.dumps(now) and "launch moves" in json.dumps(now)

        await until(gone)
        await acme.sees(acme.ben, acme.channel, "Published by Ana")


async def test_an_answer_of_several_pages_keeps_title_and_buttons_when_it_loses_most_of_them(acme: Stage) -> None:
    discord = acme.discord
    texts = [f"Decision: item {n} of the budget is {n * 1000:,} and goes to team {n} " + "x" * 200 for n in range(40)]
    direct = discord.direct(acme.ana)
    async with acme.recap():
        root = discord.says(acme.ben, acme.channel, texts[0])
        thread = discord.starts_thread(acme.ben, acme.channel, "budget", message=root)
        ids = [discord.says(acme.ben, thread, text) for text in texts[1:]]
        await acme.stored(*texts)
        discord.reacts(acme.ana, acme.channel, root, "📝")
        last = await acme.sees(acme.ana, direct, "Read 40 of 40 messages")
        assert len(acme.said_to(acme.ana, direct)) > 1
        discord.deletes_many(thread, ids)

        async def one() -> bool:
            shown = acme.said_to(acme.ana, direct)
            return len(shown) == 1 and "item 0 of" in json.dumps(shown) and "item 1 of" not in json.dumps(shown)

        await until(one)
        [now] = acme.said_to(acme.ana, direct)
        assert (now["id"], now["components"]) == (last["id"], last["components"])
        assert now["embeds"][0]["title"] == "A thread in #general"
        assert "item 0 of the budget" in now["embeds"][0]["description"]
        assert "Read 40 of 40 messages" in now["embeds"][0]["footer"]["text"]


async def test_what_one_person_sees_loses_what_is_deleted_while_discord_lets_it_be_changed(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        lunch = discord.says(acme.ben, acme.channel, "Decision: lunch is at noon on Tuesdays")
        answer = await _answer(acme)
        assert "lunch" in json.dumps(answer)
        discord.deletes(acme.ben, acme.channel, lunch)

        async def gone() -> bool:
            [now] = acme.said_to(acme.ana, acme.channel)
            return "lunch" not in json.dumps(now) and "launch moves" in json.dumps(now)

        await until(gone)
        [now] = acme.said_to(acme.ana, acme.channel)
        assert now["components"] == answer["components"]
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "publish"))
        published = await acme.sees(acme.ben, acme.channel, "Published by Ana")
        discord.passes(16 * 60)
        discord.deletes(acme.ben, acme.channel, (await acme.messages())[0].id)

        async def taken_down() -> bool:
            return published["id"] not in {m["id"] for m in acme.said_to(acme.ben, acme.channel)}

        await until(taken_down)
        assert answer["id"] in {m["id"] for m in acme.said_to(acme.ana, acme.channel)}


async def test_refresh_leaves_no_page_of_the_answer_before(acme: Stage) -> None:
    discord = acme.discord
    texts = [f"Decision: item {n} of the budget is {n * 1000:,} and goes to team {n} " + "x" * 200 for n in range(40)]
    async with acme.recap() as stores:
        for text in texts:
            discord.says(acme.ben, acme.channel, text)
        await acme.stored(*texts)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 100, "words": 2000})
        last = await acme.sees(acme.ana, acme.channel, "Read 40 of 40 messages")
        before = [m["id"] for m in acme.said_to(acme.ana, acme.channel)]
        assert len(before) > 1

        async def kept() -> bool:
            return not await stores.questions.waiting("discord")

        await until(kept)
        discord.presses(acme.ana, acme.channel, last["id"], _button(last, "refresh"))

        async def again() -> bool:
            now = [m["id"] for m in acme.said_to(acme.ana, acme.channel)]
            return len(now) == len(before) and set(now) & set(before) == {last["id"]}

        await until(again)


async def test_shorter_and_refresh_answer_again_in_the_same_place(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        answer = await _answer(acme)
        discord.says(acme.ben, acme.channel, "Decision: lunch is at noon on Tuesdays")
        await acme.stored(DECISION, "Decision: lunch is at noon on Tuesdays")
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "refresh"))
        again = await acme.sees(acme.ana, acme.channel, "Read 2 of 2 messages")
        assert again["id"] == answer["id"]
        discord.presses(acme.ana, acme.channel, answer["id"], _button(again, "shorter"))

        async def other() -> bool:
            now = json.dumps(acme.said_to(acme.ana, acme.channel)[-1])
            return "recap:shorter:" in now and _button(again, "shorter") not in now

        await until(other)


async def test_who_may_not_read_it_any_more_does_not_keep_the_answer(acme: Stage) -> None:
    discord = acme.discord
    other = discord.world.add_channel(acme.guild, "elsewhere")
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        link = f"https://discord.com/channels/{acme.guild}/{acme.channel}/{said}"
        discord.uses_command(acme.ana, other, "summarize", {"from": link})
        answer = await acme.sees(acme.ana, other, "the launch moves")
        discord.sets_overwrite(acme.channel, acme.ana, deny="VIEW_CHANNEL")
        discord.presses(acme.ana, other, answer["id"], _button(answer, "refresh"))
        await acme.sees(acme.ana, other, "You cannot read")
        assert "launch" not in json.dumps(acme.said_to(acme.ana, other))


async def test_buttons_work_after_a_restart(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        answer = await _answer(acme)
    async with acme.recap():
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "publish"))
        await acme.sees(acme.ben, acme.channel, "Published by Ana")


async def test_thumbs_are_kept_with_a_reason(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        answer = await _answer(acme)
        discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "up"))
        await acme.sees(acme.ana, acme.channel, "Thank you")
        asked = await discord.presses(acme.ana, acme.channel, answer["id"], _button(answer, "down")).answered()
        discord.submits(asked, {"reason": "the date is wrong"})

        async def kept() -> bool:
            return [(r.opinion, r.reason) for r in await stores.results.list()] == [("down", "the date is wrong")]

        await until(kept)


async def test_an_answer_that_a_restart_cut_off_comes_in_direct_messages(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        asked = Question(Person(acme.ana, "Ana"), Channel("discord", acme.guild, acme.channel, ""), newest=5)
        body = json.dumps([*packed(asked), "", []])
        await stores.questions.put(KeptQuestion("q", "discord", acme.guild, acme.ana, body, acme.clock(), waiting=True))
    async with acme.recap() as stores:
        await acme.sees(acme.ana, discord.direct(acme.ana), "the launch moves")

        async def answered() -> bool:
            return not await stores.questions.waiting("discord")

        await until(answered)


async def test_an_answer_that_comes_after_fifteen_minutes_goes_to_direct_messages(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.refuses("PATCH", "/webhooks/{webhook}/{token}/messages/{message}", 401, 50027, times=9)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        await acme.sees(acme.ana, discord.direct(acme.ana), "the launch moves")


async def _answer(acme: Stage) -> dict[str, Any]:
    acme.discord.says(acme.ben, acme.channel, DECISION)

    async def heard() -> bool:
        return DECISION in await acme.texts()

    await until(heard)
    acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 50})
    return await acme.sees(acme.ana, acme.channel, "the launch moves")


def _button(message: dict[str, Any], action: str) -> str:
    found: list[str] = [b["custom_id"] for row in message["components"] for b in row["components"]]
    return next(id for id in found if id.startswith(f"recap:{action}:"))
