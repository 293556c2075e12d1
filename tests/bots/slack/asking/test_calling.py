"""Reactions, mentions and direct messages: answered in the asker's direct messages, streamed there."""

import json
from pathlib import Path

import pytest

from adapters.slack.posting import brought_up_to_date
from adapters.slack.speaking import Speaking
from bots.slack.asking.carried import moved
from core.asking import first_words
from core.errors import OperatorError
from core.spending.caps import Sums
from tests.bots.slack.asking.stage import Scripted, Stage, staged, texts
from tests.standins.claude.pace import Pace
from tests.standins.claude.server import ClaudeServer

TALK = (
    "We have to decide about the launch date of the new pricing page",
    "Decision: the launch of the pricing page moves to Friday because the tests are slow",
    "Who tells the sales team about the new prices?",
)


def reactions(stage: Stage, ts: str) -> set[str]:
    return set(stage.slack.state.channels[stage.channel].messages[ts].reactions)


async def test_a_reaction_brings_the_thread_to_the_reactors_direct_messages_and_a_pointer_to_the_thread(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        root = await stage.says("one")
        reply = await stage.says("two", thread=root)
        stage.slack.reacts(stage.ana, stage.channel, reply, "memo")
        direct = stage.slack.direct(stage.ana)
        await stage.sees(stage.ana, "The launch moves", direct)
        await stage.until(lambda: reactions(stage, reply) == {"memo", "white_check_mark"})
        assert await stage.sees(stage.ana, "^The answer is in your direct messages", stage.channel)
        assert stage.read(stage.ben) == []
        kinds = [call.method for call in stage.slack.calls]
        assert kinds.index("reactions.add") < kinds.index("chat.startStream") < kinds.index("chat.stopStream")
        assert [c.arguments["name"] for c in stage.slack.called("reactions.add")] == [
            "hourglass_flowing_sand",
            "white_check_mark",
        ]


async def test_who_waits_reads_a_preliminary_answer_until_the_whole_one_takes_its_place(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.early = "Something about a launch."
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        stage.slack.reacts(stage.ana, stage.channel, await stage.says("one"), "memo")
        direct = stage.slack.direct(stage.ana)
        early = await stage.sees(stage.ana, "Something about a launch.*Preliminary: a model is being asked", direct)
        assert "The launch moves" not in early
        minutes.go.set()
        await stage.sees(stage.ana, "The launch moves", direct)
        assert not [text for text in stage.read(stage.ana, direct) if "Preliminary" in text]
        assert stage.slack.called("chat.startStream") == []


async def test_a_stopped_answer_leaves_no_preliminary_one(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.early = "Something about a launch."
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        stage.slack.reacts(stage.ana, stage.channel, await stage.says("one"), "memo")
        direct = stage.slack.direct(stage.ana)
        await stage.sees(stage.ana, "Preliminary", direct)
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_stop").answered()
        await stage.sees(stage.ana, "Stopped", direct)
        assert not [text for text in stage.read(stage.ana, direct) if "Preliminary" in text]


async def test_a_model_slower_than_the_deadline_still_answers_where_the_answer_can_be_replaced(tmp_path: Path) -> None:
    slow = Pace(first_seconds=3, tokens_per_second=1_000)
    async with ClaudeServer(pace=slow) as claude, staged(tmp_path, model=claude.url) as stage:
        await stage.stores.settings.change("slack", stage.team, ["deadline_seconds=1"])
        root = await stage.says(TALK[0])
        last = await stage.says(*TALK[1:], thread=root)
        stage.slack.reacts(stage.ana, stage.channel, last, "memo")
        direct = stage.slack.direct(stage.ana)
        await stage.sees(stage.ana, "Preliminary: a model is being asked", direct)
        await stage.sees(stage.ana, "Engine: claude-haiku-5-5", direct)
        assert not [text for text in stage.read(stage.ana, direct) if "Preliminary" in text]


async def test_only_the_workspaces_own_emoji_asks(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        await stage.stores.settings.change("slack", stage.team, ["reaction=books"])
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        stage.slack.reacts(stage.ben, stage.channel, ts, "books")
        await stage.sees(stage.ben, "The launch moves")
        assert len(minutes.asked) == 1
        assert stage.read(stage.ana) == []


async def test_three_people_and_one_of_them_twice_make_one_model_call_and_each_gets_an_answer(tmp_path: Path) -> None:
    async with ClaudeServer() as claude, staged(tmp_path, model=claude.url) as stage:
        root = await stage.says(TALK[0])
        last = await stage.says(*TALK[1:], thread=root)
        cleo = stage.slack.world.add_user(stage.team, "cleo")
        stage.slack.state.channels[stage.channel].members.append(cleo)
        for person in (stage.ana, stage.ben, cleo):
            stage.slack.reacts(person, stage.channel, last, "memo")
        stage.slack.unreacts(stage.ana, stage.channel, last, "memo")
        stage.slack.reacts(stage.ana, stage.channel, last, "memo")
        for person, times in ((stage.ana, 2), (stage.ben, 1), (cleo, 1)):
            await stage.sees(person, "Engine: claude-haiku-5-5", times=times)
        assert len(claude.received) == 1


async def test_a_mention_in_a_thread_is_about_the_thread_without_the_mention(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        root = await stage.says(TALK[0])
        await stage.says(*TALK[1:], thread=root)
        bot = stage.slack.world.bot(stage.team)
        await stage.says(f"<@{bot}> summarize", thread=root, by=stage.ana)
        answer = await stage.sees(
            stage.ana, "A thread in #general.*Read 3 of 3 messages", stage.slack.direct(stage.ana)
        )
        assert "moves to Friday" in answer
        await stage.sees(stage.ana, "^The answer is in your direct messages", stage.channel)
        assert stage.read(stage.ben) == []


async def test_a_question_in_a_mention_is_what_the_answer_is_about(tmp_path: Path) -> None:
    minutes = Scripted("Nobody tells sales.")
    async with staged(tmp_path, minutes) as stage:
        bot = stage.slack.world.bot(stage.team)
        await stage.says(f"<@{bot}> what is still open?", by=stage.ana)
        await stage.sees(stage.ana, "Nobody tells sales")
        assert minutes.asked[0].request.focus == "what is still open?"
        assert minutes.asked[0].thread_id is None


async def test_direct_messages_name_a_channel_and_are_answered_in_their_thread(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        direct = stage.slack.direct(stage.ana)
        stage.slack.says(stage.ana, direct, "what is still open?")
        await stage.sees(stage.ana, "Say which channel", direct)
        asked = stage.slack.says(stage.ana, direct, f"summarize <#{stage.channel}|general> yesterday")
        await stage.sees(stage.ana, "The launch moves", direct)
        thread = stage.slack.state.channels[direct].thread(asked)
        assert len(thread) == 3
        assert minutes.asked[0].window.until
        stage.slack.says(stage.ana, direct, "help")
        await stage.sees(stage.ana, "I keep the minutes", direct)


async def test_an_answer_that_lost_a_deleted_message_keeps_its_buttons_and_they_work(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        root = await stage.says(TALK[0])
        gone = await stage.says(TALK[1], thread=root)
        await stage.says("Decision: the press hears about the pricing page on Monday from Ben", thread=root)
        stage.slack.reacts(stage.ana, stage.channel, root, "memo")
        await stage.sees(stage.ana, "moves to Friday.*Engine: offline")
        await stage.finished()
        stage.slack.deletes(stage.ben, stage.channel, gone)
        await stage.slack.deliveries.settled()
        (post,) = await stage.stores.posts.stale("slack")
        await brought_up_to_date(Speaking(await stage.workspace(stage.team), stage.clock), post, moved)
        answer = stage.last(stage.ana)
        assert "moves to Friday" not in texts(answer)
        assert "A thread in #general" in texts(answer)
        assert f"?thread_ts={root}" in str(answer["blocks"])
        await stage.slack.clicks(stage.ana, answer, "recap_refresh").answered()
        assert "Read 2 of 2 messages" in await stage.sees(stage.ana, "Read 2 of 2 messages")


async def test_stop_cancels_the_call_and_nothing_of_the_answer_stays(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "The launch moves")
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_stop").answered()
        await stage.sees(stage.ana, "^Stopped")
        assert minutes.stopped == 1
        assert "The launch moves" not in " ".join(stage.read(stage.ana))
        await stage.until(lambda: reactions(stage, ts) == {"memo"})


async def test_stop_ends_the_request_to_the_model_and_what_was_written_is_paid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_words, "PRELIMINARY_SECONDS", 60)  # on a busy machine too it is streamed
    record = tmp_path / "claude.jsonl"
    slow = Pace(first_seconds=0, tokens_per_second=40)
    async with ClaudeServer(record=record, pace=slow) as claude, staged(tmp_path, model=claude.url) as stage:
        root = await stage.says(TALK[0])
        await stage.says(
            *TALK[1:], *(f"Decision: part {n} of the launch moves to Monday" for n in range(20)), thread=root
        )
        stage.slack.reacts(stage.ana, stage.channel, root, "memo")
        await stage.until(lambda: stage.slack.called("chat.startStream"))
        before = await stage.stores.ledger.standing("slack", stage.team, stage.clock())
        assert before.reserved.workspace_day > 0
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_stop").answered()
        await stage.sees(stage.ana, "^Stopped")
        await stage.until(record.exists)
        (request,) = map(json.loads, record.read_text(encoding="utf-8").splitlines())
        assert request["answer"][0]["type"] == "message_start"
        assert request["answer"][-1]["type"] != "message_stop"
        after = await stage.stores.ledger.standing("slack", stage.team, stage.clock())
        assert after.reserved == Sums()
        assert after.settled.workspace_day > 0
        assert claude.counts["models"] == {}


async def test_what_fails_is_said_in_direct_messages_with_a_button_to_try_again(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.error = OperatorError("the disk is full: make room")
    async with staged(tmp_path, minutes) as stage:
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "The disk is full: make room")
        minutes.error = None
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_refresh").answered()
        await stage.sees(stage.ana, "The launch moves")


async def test_someone_removed_from_the_channel_gets_nothing_and_no_model_is_called(tmp_path: Path) -> None:
    async with ClaudeServer() as claude, staged(tmp_path, model=claude.url) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana, stage.ben], "private")
        ts = stage.slack.says(stage.ben, secret, "Decision: we sell the company to nobody")
        stage.slack.reacts(stage.ana, secret, ts, "memo")
        stage.slack.state.channels[secret].members.remove(stage.ana)
        await stage.sees(stage.ana, "cannot read")
        assert "company" not in " ".join(stage.read(stage.ana))
        assert claude.received == []


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.startStream", "chat.update"])
async def test_a_429_is_waited_out(tmp_path: Path, method: str) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        stage.slack.limits(method, 1)
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "Engine: claude-haiku-5-5")


async def test_what_people_wrote_calls_nobody_in_stream_or_answer(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("<!channel> @here <@U0000001A> https://evil.example <!subteam^S1>")) as stage:
        ts = await stage.says("one")
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.sees(stage.ana, "Engine: ")
        for call in stage.slack.called("chat.startStream"):
            assert not any(sign in call.arguments["markdown_text"] for sign in ("<!", "<@", "@here", "https://evil"))
        for call in stage.slack.called("chat.update"):
            assert "<!" not in call.arguments["text"]
            assert '"mrkdwn"' not in str(call.arguments)
