"""Mentions and one-to-one chats: answered in the asker's chat with Recap, with a note where they asked."""

from pathlib import Path

from core.errors import OperatorError
from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import staged
from tests.standins.claude.server import ClaudeServer

TALK = (
    "We have to decide about the launch date of the new pricing page",
    "Decision: the launch of the pricing page moves to Friday because the tests are slow",
    "Who tells the sales team about the new prices?",
)


async def test_a_mention_in_a_thread_is_answered_in_the_askers_chat_with_a_note_in_the_thread(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        root = await stage.says("one")
        await stage.says("two", thread=root)
        await stage.says("<at>Recap</at> summarize", thread=root, by=stage.ana)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        note = await stage.sees(stage.ben, "The answer is in your chat with me", stage.channel)
        assert "launch" not in note
        assert stage.last(stage.ben, stage.channel)["root"] == root
        [asked] = minutes.asked
        assert (asked.thread_id, asked.requester.id) == (root, stage.aad(stage.ana))


async def test_a_mention_in_a_channel_is_about_the_channel_without_the_mention(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        await stage.until_named()
        await stage.says("<at>Recap</at> summarize last 50", by=stage.ana)
        said = await stage.sees(stage.ana, "moves to Friday", stage.chat)
        assert "Read 3 of 3 messages" in said
        assert "Minutes of #Launch / Planning" in said


async def test_the_words_are_those_of_the_slash_command_with_and_without_the_command(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        await stage.says("one")
        await stage.says("<at>Recap</at> summarize last 7 about pricing in German", by=stage.ana)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        await stage.says("<at>Recap</at> since monday from <at>Ben Adler</at>", by=stage.ana)
        await stage.sees(stage.ana, "The launch moves", stage.chat, times=2)
        first, second = minutes.asked
        assert (first.newest, first.request.focus, first.request.language) == (7, "pricing", "German")
        assert (second.author, second.window.since is not None) == ("Ben Adler", True)


async def test_help_is_given_where_it_was_asked_for(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("<at>Recap</at> help", by=stage.ana)
        await stage.sees(stage.ben, "I keep the minutes", stage.channel)


async def test_words_that_mean_nothing_are_answered_with_a_sentence(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("<at>Recap</at> summarize since friday until monday last 3 of", by=stage.ana)
        await stage.until(lambda: stage.read(stage.ana, stage.channel))


async def test_in_the_chat_with_recap_a_channel_is_named_or_linked(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        id = await stage.says("one")
        assert stage.stores
        await stage.until_named()
        stage.teams.says(stage.ana, stage.chat, "summarize #Planning last 5")
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        stage.teams.says(stage.ana, stage.chat, f"https://teams.microsoft.com/l/message/{stage.channel}/{id}?x=1")
        await stage.sees(stage.ana, "The launch moves", stage.chat, times=2)
        stage.teams.says(stage.ana, stage.chat, "summarize")
        await stage.sees(stage.ana, "Say which channel", stage.chat)
        assert [q.channel.id for q in minutes.asked] == [stage.channel, stage.channel]
        assert minutes.asked[1].thread_id == id


async def test_people_outside_the_channel_get_nothing_and_no_model_is_called(tmp_path: Path) -> None:
    async with ClaudeServer() as claude, staged(tmp_path, model=claude.url) as stage:
        private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ben])
        stage.teams.world.add_app(private)
        id = stage.teams.says(stage.ben, private, "We sell the company")
        await stage.teams.deliveries.settled()
        stage.teams.says(stage.ana, stage.chat, f"https://teams.microsoft.com/l/message/{private}/{id}")
        await stage.sees(stage.ana, "I know no such channel or message, or you may not read it", stage.chat)
        assert claude.received == []
        assert "company" not in " ".join(stage.read(stage.ana))


async def test_who_left_the_team_since_gets_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        await stage.until_named()
        stage.teams.leaves(stage.ana, stage.team)
        await stage.teams.deliveries.settled()
        stage.teams.says(stage.ana, stage.chat, "summarize #Planning")
        await stage.sees(stage.ana, "I know no channel .*Planning", stage.chat)


async def test_where_recap_may_not_write_to_the_asker_the_note_says_how_to_allow_it(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ben)
        note = await stage.sees(stage.ben, "add it for yourself", stage.channel)
        assert "launch" not in note


async def test_who_has_blocked_recap_is_told_in_the_thread(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        stage.teams.deliveries.hold()
        stage.teams.says(stage.ana, stage.channel, "<at>Recap</at> summarize")
        stage.teams.blocks(stage.ana)
        stage.teams.deliveries.release()
        await stage.sees(stage.ben, "add it for yourself", stage.channel)
        assert not [text for text in stage.read(stage.ben) if "chat with me" in text]


async def test_who_asks_for_it_gets_the_answer_where_everybody_reads_it(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        root = await stage.says("one")
        await stage.says("<at>Recap</at> summarize publish", thread=root, by=stage.ana)
        said = await stage.sees(stage.ben, "The launch moves", stage.channel)
        assert "Published by Ana Silva" in said
        assert stage.last(stage.ben, stage.channel)["root"] == root
        assert stage.read(stage.ana, stage.chat) == []


async def test_an_activity_that_comes_twice_is_answered_once(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        stage.teams.deliveries.goes_wrong("double")
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        assert len(minutes.asked) == 1


async def test_what_goes_wrong_is_said_with_a_button_to_ask_again(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    minutes.error = OperatorError("the key is missing: set it")
    async with staged(tmp_path, minutes) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.sees(stage.ana, "The key is missing: set it", stage.chat)
        minutes.error = None
        await stage.teams.presses(
            stage.ana, stage.chat, stage.last(stage.ana, stage.chat)["id"], "Try again"
        ).answered()
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        assert not [text for text in stage.read(stage.ana, stage.chat) if "key is missing" in text]


async def test_in_a_group_chat_it_is_the_same(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben], "Lunch")
        stage.teams.world.add_app(chat)
        for text in TALK:
            stage.teams.says(stage.ben, chat, text)
        await stage.teams.deliveries.settled()
        stage.teams.says(stage.ana, chat, "<at>Recap</at> summarize")
        said = await stage.sees(stage.ana, "moves to Friday", stage.chat)
        assert "Read 3 of 3" in said
        await stage.sees(stage.ben, "chat with me", chat)
