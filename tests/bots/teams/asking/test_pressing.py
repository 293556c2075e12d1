"""Buttons under an answer: the card is replaced in place."""

import json
from pathlib import Path

from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import Stage, restarted, staged


async def answered(stage: Stage) -> str:
    """An answer about #Planning in ana's chat; its message's id."""
    await stage.says("one", "two")
    await stage.says("<at>Recap</at> summarize last 5", by=stage.ana)
    await stage.sees(stage.ana, "The launch moves", stage.chat)
    await stage.until(lambda: "actions" in json.dumps(stage.last(stage.ana, stage.chat)["attachments"]))
    await stage.answered()
    return str(stage.last(stage.ana, stage.chat)["id"])


async def test_refresh_says_that_it_reads_and_then_the_new_answer_stands_in_the_same_message(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        id = await answered(stage)
        pressed = await stage.teams.presses(stage.ana, stage.chat, id, "Refresh").answered()
        assert pressed.acknowledged, pressed
        assert "Reading" in json.dumps(pressed.answer)
        await stage.until(lambda: len(minutes.asked) == 2)
        await stage.until(lambda: stage.last(stage.ana, stage.chat)["edited"])
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        assert stage.last(stage.ana, stage.chat)["id"] == id
        assert minutes.asked[1].fresh
        assert len(stage.read(stage.ana, stage.chat)) == 1


async def test_shorter_asks_for_half_of_it(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        id = await answered(stage)
        assert (await stage.teams.presses(stage.ana, stage.chat, id, "Shorter").answered()).acknowledged
        await stage.until(lambda: len(minutes.asked) == 2)
        assert minutes.asked[1].request.max_words == 60
        assert minutes.asked[1].newest == 5


async def test_publish_posts_it_where_it_rests_with_the_name_of_who_did(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        id = await answered(stage)
        assert (await stage.teams.presses(stage.ana, stage.chat, id, "Publish").answered()).acknowledged
        said = await stage.sees(stage.ben, "The launch moves", stage.channel)
        assert "Published by Ana Silva" in said
        await stage.sees(stage.ana, "Published: everybody in the channel can read it now", stage.chat)


async def test_who_may_not_read_it_any_more_does_not_keep_the_old_answer(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("Decision: the launch moves to Friday")
        await stage.says("<at>Recap</at> summarize last 5", by=stage.ana)
        await stage.sees(stage.ana, "moves to Friday", stage.chat)
        stage.teams.leaves(stage.ana, stage.team)
        await stage.teams.deliveries.settled()
        id = stage.last(stage.ana, stage.chat)["id"]
        await stage.teams.presses(stage.ana, stage.chat, id, "Refresh").answered()
        await stage.sees(stage.ana, "You cannot read", stage.chat)
        assert "Friday" not in " ".join(stage.read(stage.ana, stage.chat))


async def test_a_deleted_message_leaves_the_answer_and_its_buttons_stay(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        first = await stage.says("Decision: the launch moves to Friday")
        await stage.says("Decision: Ben tells the sales team")
        await stage.says("<at>Recap</at> summarize last 5", by=stage.ana)
        await stage.sees(stage.ana, "moves to Friday", stage.chat)
        stage.teams.deletes(stage.ben, stage.channel, first)
        await stage.until(lambda: "Friday" not in " ".join(stage.read(stage.ana, stage.chat)))
        await stage.sees(stage.ana, "tells the sales team", stage.chat)
        id = stage.last(stage.ana, stage.chat)["id"]
        assert (await stage.teams.presses(stage.ana, stage.chat, id, "Shorter").answered()).acknowledged


async def test_thumbs_are_kept_with_the_answer(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        id = await answered(stage)
        rated = await stage.teams.feeds_back(stage.ana, stage.chat, id, "dislike", "too long").answered()
        assert rated.acknowledged, rated
        assert minutes.opinions == [("result-1", "down", "too long")]


async def test_thumbs_and_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        id = await answered(stage)
        later = Scripted("The launch stays.")
        async with restarted(stage, later):
            assert (await stage.teams.feeds_back(stage.ana, stage.chat, id, "like").answered()).acknowledged
            assert later.opinions == [("result-1", "up", None)]
            assert (await stage.teams.presses(stage.ana, stage.chat, id, "Refresh").answered()).acknowledged
            await stage.sees(stage.ana, "The launch stays", stage.chat)
            assert len(stage.read(stage.ana, stage.chat)) == 1


async def test_who_reads_a_published_answer_rates_it_too(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        await stage.says("one")
        await stage.says("<at>Recap</at> summarize last 5 publish", by=stage.ana)
        await stage.sees(stage.ben, "The launch moves", stage.channel)
        id = stage.last(stage.ben, stage.channel)["id"]
        await stage.answered()
        await stage.teams.feeds_back(stage.ben, stage.channel, id, "like").answered()
        assert minutes.opinions == [("result-1", "up", None)]
