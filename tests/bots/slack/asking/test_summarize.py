"""/summarize and the message shortcut: what people type, and what they alone see."""

from pathlib import Path

import pytest

from core.errors import OperatorError
from core.summary import SummaryRequest
from tests.bots.slack.asking.stage import Scripted, staged
from tests.standins.claude.server import ClaudeServer

TALK = (
    "We have to decide about the launch date of the new pricing page",
    "Decision: the launch of the pricing page moves to Friday 6 March because tests are slow",
    "@ana will write to the press by Thursday",
    "Who tells the sales team about the new prices?",
)


async def test_a_line_comes_at_once_then_the_answer_and_nobody_else_sees_either(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        delivery = await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        assert delivery.answer
        assert delivery.answer["text"] == "One moment …"
        answer = await stage.sees(stage.ana, "Minutes of #general")
        assert "moves to Friday" in answer
        assert "Read 4 of 4 messages" in answer
        assert "Engine: offline" in answer
        assert stage.read(stage.ben) == []


async def test_without_words_it_reads_since_the_asker_was_last_active(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("Decision: the old logo stays for ever and a day")
        await stage.says("I was here", by=stage.ana)
        await stage.says("Decision: the new logo is blue and not green")
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        answer = await stage.sees(stage.ana, "Minutes of #general")
        assert "new logo" in answer
        assert "old logo" not in answer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("help", "since monday"),
        ("bananas", '"bananas" is nothing I understand. Try "last 50"'),
        ("#nowhere", "I know no channel #nowhere"),
        ("from @zoe", "All quiet in #general"),
    ],
)
async def test_unclear_words_get_a_short_answer(tmp_path: Path, words: str, said: str) -> None:
    async with staged(tmp_path) as stage:
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", words).answered()
        await stage.sees(stage.ana, said)


async def test_words_narrow_what_is_read(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        first = await stage.says("one")
        last = await stage.says("two", thread=first)
        link = f"https://acme.slack.com/archives/{stage.channel}/p{{}}".format
        other = stage.slack.world.add_channel(stage.team, "other", [stage.ana])
        words = [
            f"last 50 from <@{stage.ben}|ben> about pricing in German",
            f"<{link(last.replace('.', ''))}>",
            f"<{link(first.replace('.', ''))}> to <{link(last.replace('.', ''))}>",
            f"<#{other}|other> catch me up",
        ]
        for number, text in enumerate(words, 1):
            await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", text).answered()
            await stage.sees(stage.ana, "It moves", times=number)
        whose, thread, stretch, elsewhere = minutes.asked
        assert (whose.newest, whose.author, whose.request) == (50, "ben", SummaryRequest(None, "pricing", "German"))
        assert thread.thread_id == first
        assert (stretch.first, stretch.last) == (first, last)
        assert (elsewhere.channel.id, elsewhere.request.focus) == (other, "what mentions ana")


@pytest.mark.parametrize(
    ("locale", "workspace", "words", "language"),
    [
        ("de-DE", "", "", "German"),
        ("zh-TW", "", "", "Traditional Chinese"),
        ("nl-NL", "", "", "Dutch"),
        ("cy-GB", "", "", "cy"),
        ("en-GB", "", "", None),
        ("de-DE", "French", "", "French"),
        ("de-DE", "French", "in Spanish", "Spanish"),
        ("de-DE", "", "in English", "English"),
    ],
)
async def test_answers_are_in_the_language_that_was_said_else_the_workspaces_else_the_askers(
    tmp_path: Path, locale: str, workspace: str, words: str, language: str | None
) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        stage.slack.state.users[stage.ana].locale = locale
        await stage.stores.settings.change("slack", stage.team, [f"language={workspace}"])
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", words).answered()
        await stage.sees(stage.ana, "It moves")
        assert minutes.asked[0].request.language == language


async def test_shortcuts_reactions_and_mentions_answer_in_the_askers_language_too(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        stage.slack.state.users[stage.ana].locale = "ja-JP"
        ts = await stage.says("one")
        await stage.slack.uses_shortcut(stage.ana, stage.channel, ts, "summarize_thread").answered()
        stage.slack.reacts(stage.ana, stage.channel, ts, "memo")
        await stage.says(f"<@{stage.slack.world.bot(stage.team)}> what is still open?", by=stage.ana)
        await stage.sees(stage.ana, "It moves", times=3)
        assert [asked.request.language for asked in minutes.asked] == ["Japanese"] * 3


async def test_the_model_is_asked_to_write_in_the_askers_language(tmp_path: Path) -> None:
    async with ClaudeServer() as claude, staged(tmp_path, model=claude.url) as stage:
        stage.slack.state.users[stage.ana].locale = "de-DE"
        await stage.says(*TALK)
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        await stage.sees(stage.ana, "Engine: claude")
        assert b'Write in \\"German\\"' in claude.received[0]


async def test_since_i_last_asked_begins_at_the_last_answer_here(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("Decision: the old logo stays for ever and a day")
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        await stage.sees(stage.ana, "old logo")
        await stage.says("Decision: the new logo is blue and not green")
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", "since I last asked").answered()
        answer = await stage.sees(stage.ana, "new logo")
        assert "old logo" not in answer


async def test_the_shortcut_works_on_any_message_in_or_out_of_a_thread(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        root = await stage.says("one")
        reply = await stage.says("two", thread=root)
        alone = await stage.says("three")
        for ts in (root, reply, alone):
            await stage.slack.uses_shortcut(stage.ana, stage.channel, ts, "summarize_thread").answered()
        await stage.until(lambda: len(minutes.asked) == 3)
        assert sorted(str(asked.thread_id) for asked in minutes.asked) == [root, root, alone]
        await stage.sees(stage.ana, "A thread in #general", times=3)
        assert stage.read(stage.ben) == []


async def test_someone_who_may_not_read_the_channel_gets_a_sentence_and_nothing_is_read(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ben], "private")
        stage.slack.says(stage.ben, secret, "Decision: we sell the company to nobody")
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize", f"<#{secret}|secret>").answered()
        assert "cannot read" in await stage.sees(stage.ana, "cannot read")
        assert "company" not in " ".join(stage.read(stage.ana))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("channel_not_found", "/invite @Recap|no such channel|cannot read"),
        ("missing_scope", "lacks the scope"),
        ("account_inactive", "switched off"),
        ("invalid_auth", "does not accept Recap's token"),
    ],
)
async def test_slacks_refusals_become_sentences_that_say_what_to_do(tmp_path: Path, code: str, said: str) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        stage.slack.refuses("conversations.info", code)
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        await stage.sees(stage.ana, said)


async def test_what_fails_says_why_and_can_be_tried_again(tmp_path: Path) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        minutes.error = OperatorError("the disk is full: make room")
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        await stage.sees(stage.ana, "The disk is full: make room")
        minutes.error = None
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), "recap_refresh").answered()
        await stage.sees(stage.ana, "It moves")
        assert "disk" not in " ".join(stage.read(stage.ana))


async def test_a_long_answer_comes_in_several_messages_with_its_buttons_under_the_last(tmp_path: Path) -> None:
    minutes = Scripted(*(f"Decision {n} " + "word " * 250 for n in range(20)))
    async with staged(tmp_path, minutes) as stage:
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        await stage.sees(stage.ana, "Publish to channel")
        shown = [text for text in stage.read(stage.ana) if "Decision" in text]
        assert len(shown) == 4
        assert "Publish" in shown[-1]
        assert "Publish" not in "".join(shown[:-1])
        assert "Engine: " in shown[-1]


async def test_what_does_not_fit_a_response_url_is_said_to_be_missing(tmp_path: Path) -> None:
    minutes = Scripted(*(f"Decision {n} " + "word " * 250 for n in range(60)))
    async with staged(tmp_path, minutes) as stage:
        await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
        assert "The rest does not fit here" in await stage.sees(stage.ana, "Publish to channel")
