"""Buttons under an answer: each asks for the right to read again."""

import json
from pathlib import Path

import pytest

from tests.bots.slack.asking.stage import Scripted, Stage, staged
from tests.standins.claude.server import ClaudeServer

DECISION = "Decision: the launch of the pricing page moves to Friday because the tests are slow"


async def whispered(stage: Stage, *words: str) -> None:
    await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", *words).answered()
    await stage.sees(stage.ana, "Minutes of #general")
    await stage.finished()  # what the answer is about is kept just after it was shown


async def test_publish_posts_to_the_channel_for_all_and_remembers_the_post(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(DECISION)
        await whispered(stage)
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_publish").answered()
        seen = await stage.sees(stage.ben, "moves to Friday", stage.channel)
        assert "Published by ana" in seen
        await stage.sees(stage.ana, "^Published: everybody in the channel")
        assert await stage.stores.posts.rewrite(stage.general, [first(stage)], lambda post: post) == 1


def first(stage: Stage) -> str:
    """The id of the first message in #general."""
    return min(stage.slack.state.channels[stage.channel].messages)


async def test_someone_removed_since_publishes_nothing_keeps_nothing_and_no_model_is_called(tmp_path: Path) -> None:
    async with ClaudeServer() as claude, staged(tmp_path, model=claude.url) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana, stage.ben], "private")
        stage.slack.says(stage.ben, secret, DECISION)
        await stage.slack.deliveries.settled()
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", f"<#{secret}|secret>").answered()
        await stage.sees(stage.ana, "moves to Friday")
        asked = len(claude.received)
        stage.slack.state.channels[secret].members.remove(stage.ana)
        for number, button in enumerate(("recap_publish", "recap_shorter", "recap_refresh"), 1):
            await stage.slack.clicks(stage.ana, stage.last(stage.ana), button).answered()
            await stage.sees(stage.ana, "cannot read", times=min(number, 2))
            await stage.finished()
        assert asked == len(claude.received) == 1
        assert "moves to Friday" not in " ".join(stage.read(stage.ana))
        assert stage.slack.called("chat.postMessage") == []
        assert "moves to Friday" not in " ".join(stage.read(stage.ben))


async def test_a_private_channels_text_is_published_there_and_nowhere_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana], "private")
        stage.slack.says(stage.ana, secret, DECISION)
        await stage.slack.deliveries.settled()
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", f"<#{secret}|secret> today").answered()
        await stage.sees(stage.ana, "moves to Friday")
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_publish").answered()
        await stage.sees(stage.ana, "Published by ana", secret)
        assert stage.read(stage.ben) == []


async def test_where_recap_cannot_post_the_publisher_is_told_what_to_do(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(DECISION)
        await whispered(stage)
        for code, said in (("not_in_channel", "/invite @Recap"), ("msg_blocks_too_long", "ask about a shorter time")):
            stage.slack.refuses("chat.postMessage", code)
            await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_publish").answered()
            await stage.sees(stage.ana, said)


async def test_shorter_and_refresh_replace_the_answer_in_its_place(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        await whispered(stage, "about pricing")
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_shorter").answered()
        await stage.until(lambda: len(minutes.asked) == 2)
        await stage.finished()
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_refresh").answered()
        await stage.until(lambda: len(minutes.asked) == 3)
        await stage.finished()
        first, shorter, fresh = minutes.asked
        assert (first.request.max_words, shorter.request.max_words, fresh.request.max_words) == (None, 60, 60)
        assert (first.fresh, shorter.fresh, fresh.fresh) == (False, False, True)
        assert shorter.request.focus == fresh.request.focus == "pricing"
        assert len([text for text in stage.read(stage.ana) if "It moves" in text]) == 1


async def test_in_direct_messages_the_answer_is_replaced_too_and_remembered_once(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "Engine: ")
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_shorter").answered()
        await stage.until(lambda: len(minutes.asked) == 2)
        await stage.finished()
        assert len([text for text in stage.read(stage.ana) if "It moves" in text]) == 1
        assert await stage.stores.posts.rewrite(stage.general, ["1.000001"], lambda post: post) == 1


async def test_a_thumb_up_and_a_thumb_down_with_its_reason_are_kept(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        await whispered(stage)
        answer = stage.last(stage.ana)
        await stage.slack.clicks(stage.ana, answer, "recap_up").answered()
        await stage.sees(stage.ana, "^Thank you")
        await stage.slack.clicks(stage.ana, answer, "recap_down").answered()
        await stage.until(lambda: stage.slack.modal(stage.ana) and len(minutes.opinions) == 2)
        modal = stage.slack.modal(stage.ana)
        assert modal
        await stage.slack.submits(stage.ana, modal, {"recap_reason": "wrong date"}).answered()
        await stage.until(lambda: len(minutes.opinions) == 3)
        assert minutes.opinions == [
            ("result-1", "up", None),
            ("result-1", "down", None),
            ("result-1", "down", "wrong date"),
        ]
        assert stage.slack.modal(stage.ana) is None


@pytest.mark.parametrize("button", ["recap_up", "recap_down"])
async def test_who_rates_an_answer_that_is_not_kept_any_more_is_not_thanked(tmp_path: Path, button: str) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        await whispered(stage)
        minutes.known = False
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), button).answered()
        await stage.sees(stage.ana, "^This answer is not kept any more")
        await stage.finished()
        assert "Thank you" not in " ".join(stage.read(stage.ana))
        assert stage.slack.modal(stage.ana) is None


async def test_a_reason_that_comes_too_late_says_so(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        await whispered(stage)
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_down").answered()
        await stage.until(lambda: stage.slack.modal(stage.ana))
        minutes.known = False
        await stage.slack.submits(stage.ana, stage.slack.modal(stage.ana) or {}, {"recap_reason": "old"}).answered()
        await stage.sees(stage.ana, "^This answer is not kept any more")


async def test_opinions_reach_the_results_of_the_store(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(DECISION)
        await whispered(stage)
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_up").answered()
        await stage.sees(stage.ana, "^Thank you")
        (result,) = await stage.stores.results.list(workspace=stage.team)
        assert result.opinion == "up"


async def test_stop_after_the_answer_says_that_it_is_complete(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "It moves")
        reading = stage.last(stage.ana)
        minutes.go.set()
        await stage.sees(stage.ana, "Engine: ")
        await stage.slack.clicks(stage.ana, reading, "recap_stop").answered()
        await stage.sees(stage.ana, "nothing to stop any more")


async def test_the_same_channel_id_in_two_workspaces_is_two_channels(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        other = stage.slack.world.add_workspace("Other")
        zoe = stage.slack.world.add_user(other, "zoe")
        stage.slack.world.shares(stage.channel, other)
        stage.slack.state.channels[stage.channel].members.append(zoe)
        for person in (stage.ana, zoe):
            await stage.slack.uses_command(person, stage.channel, "/summarize").answered()
        await stage.until(lambda: len(minutes.asked) == 2)
        assert {(q.channel.workspace, q.channel.id) for q in minutes.asked} == {
            (stage.team, stage.channel),
            (other, stage.channel),
        }


@pytest.mark.parametrize("button", ["recap_publish", "recap_shorter"])
async def test_a_button_remembers_no_right_to_read(tmp_path: Path, button: str) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(DECISION)
        await whispered(stage)
        (value,) = {e["value"] for b in stage.last(stage.ana)["blocks"] for e in b.get("elements", []) if "value" in e}
        assert stage.ana not in json.dumps(value)
        assert "Friday" not in value
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), button).answered()
        await stage.sees(stage.ana, "moves to Friday")
