"""The message action "Summarize thread"."""

from pathlib import Path

from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import staged

COMMAND = "summarizeThread"


async def test_it_opens_a_form_and_the_minutes_of_the_thread_come_in_chat(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        root = await stage.says("one")
        reply = await stage.says("two", thread=root)
        fetched = await stage.teams.uses_action(stage.ana, stage.channel, reply, COMMAND).answered()
        assert fetched.acknowledged, fetched
        assert (stage.teams.dialog(stage.ana) or {})["title"] == "Summarize thread"
        submitted = await stage.teams.submits(stage.ana, {"words": "about pricing in German"}).answered()
        assert submitted.acknowledged, submitted
        assert stage.teams.noticed(stage.ana) == ["The answer is in your chat with me."]
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        [asked] = minutes.asked
        assert (asked.thread_id, asked.request.focus, asked.request.language) == (root, "pricing", "German")


async def test_words_that_mean_nothing_are_said_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        id = await stage.says("one")
        await stage.teams.uses_action(stage.ana, stage.channel, id, COMMAND).answered()
        await stage.teams.submits(stage.ana, {"words": "until yesterday since today"}).answered()
        assert "That ends before it begins" in stage.teams.noticed(stage.ana)[0]


async def test_in_a_chat_where_recap_is_not_it_says_how_to_add_it(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
        id = stage.teams.says(stage.ben, chat, "one")
        assert (await stage.teams.uses_action(stage.ana, chat, id, COMMAND).answered()).acknowledged
        assert (await stage.teams.submits(stage.ana).answered()).acknowledged
        await stage.sees(stage.ana, "Recap is not in this team or chat", stage.chat)
        assert minutes.asked == []


async def test_while_the_answer_takes_its_time_form_and_submit_are_answered_at_once(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        id = await stage.says("one")
        for delivery in (stage.teams.uses_action(stage.ana, stage.channel, id, COMMAND),):
            assert (await delivery.answered()).acknowledged
        assert (await stage.teams.submits(stage.ana).answered()).acknowledged
        minutes.go.set()
        await stage.sees(stage.ana, "The launch moves", stage.chat)
