"""What Teams tells is stored, as it is said, changed and taken back; and what follows for Recap itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import NotFound
from core.models import Channel
from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import staged


async def test_with_the_teams_consent_every_message_is_stored_with_its_author_thread_and_link(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        root = await stage.says("Shall we ship it?")
        await stage.says("Yes & soon", thread=root, by=stage.ana)
        first, second = await stage.messages()
        assert (first.text, first.author.name, first.author.id) == (
            "Shall we ship it?",
            "Ben Adler",
            stage.aad(stage.ben),
        )
        assert (second.text, second.thread_id, second.reply_to) == ("Yes & soon", root, root)
        assert first.thread_id == root
        assert f"groupId={stage.group}" in (second.permalink or "")
        assert f"parentMessageId={root}" in (second.permalink or "")
        assert first.sent_at
        assert first.sent_at.timestamp() * 1000 == pytest.approx(int(root))


async def test_mentions_go_by_name_and_quotes_stay_replies(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("<at>Ana Silva</at> please look")
        chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
        stage.teams.world.add_app(chat)
        quoted = stage.teams.says(stage.ana, chat, "Lunch at noon?")
        await stage.teams.deliveries.settled()
        stage.teams.says(stage.ben, chat, "Yes", quotes=quoted)
        await stage.teams.deliveries.settled()
        assert await stage.texts() == ["@Ana Silva please look"]
        answer = (await stage.messages(chat, chat))[-1]
        assert answer.reply_to == quoted
        assert answer.text.endswith("Yes")
        assert "> " in answer.text


async def test_edits_and_deletions_are_followed_and_a_deletion_that_is_taken_back_too(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        id = await stage.says("We ship on Thursday")
        other = await stage.says("A secret")
        stage.teams.edits(stage.ben, stage.channel, id, "We ship on Friday")
        stage.teams.deletes(stage.ben, stage.channel, other)
        await stage.teams.deliveries.settled()
        [left] = await stage.messages()
        assert (left.text, left.edited_at is not None) == ("We ship on Friday", True)
        stage.teams.undeletes(stage.ben, stage.channel, other)
        await stage.teams.deliveries.settled()
        assert await stage.texts() == ["We ship on Friday", "A secret"]
        stage.teams.deletes(stage.ben, stage.channel, other)
        await stage.teams.deliveries.settled()
        assert await stage.texts() == ["We ship on Friday"]


async def test_in_whatever_order_and_however_often_it_comes_each_is_stored_once(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        stage.teams.deliveries.hold()
        root = stage.teams.says(stage.ben, stage.channel, "one")
        stage.teams.says(stage.ben, stage.channel, "two", root)
        stage.teams.edits(stage.ben, stage.channel, root, "one, changed")
        stage.teams.deliveries.goes_wrong("double", 2)
        stage.teams.deliveries.release(backwards=True)
        await stage.teams.deliveries.settled()
        assert await stage.texts() == ["one, changed", "two"]


async def test_without_consent_only_mentions_come_and_the_answer_says_what_that_means(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves."), rsc=[]) as stage:
        await stage.says("unheard")
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.sees(stage.ana, "I hear only messages that mention me", stage.chat)
        assert await stage.texts() == ["@Recap summarize"]


async def test_with_consent_the_answer_says_nothing_of_it(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("The launch moves.")) as stage:
        await stage.says("heard")
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        assert "mention me" not in await stage.sees(stage.ana, "The launch moves", stage.chat)


async def test_renames_of_teams_and_channels_are_followed(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("one")
        await stage.until_named()
        stage.teams.renames_channel(stage.ana, stage.channel, "Plans")
        await stage.teams.deliveries.settled()
        assert stage.stores
        assert "Launch / Plans" in [c.name for c in await stage.stores.messages.channels()]
        stage.teams.renames_team(stage.ana, stage.team, "Takeoff")
        await stage.teams.deliveries.settled()
        assert "Takeoff / Plans" in [c.name for c in await stage.stores.messages.channels()]


async def test_taken_out_of_a_team_nothing_of_it_is_kept(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("one")
        stage.teams.uninstalls(stage.ana, stage.team)
        await stage.teams.deliveries.settled()
        assert stage.stores
        assert await stage.stores.messages.channels() == []
        with pytest.raises(NotFound):
            await stage.tools[0].installed(stage.group)
        assert await stage.stores.installations.workspaces("teams") == []


async def test_taken_out_of_a_private_channel_the_rest_of_the_team_stays(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ana])
        stage.teams.installs(stage.ana, private)
        await stage.says("one")
        stage.teams.uninstalls(stage.ana, private)
        await stage.teams.deliveries.settled()
        assert await stage.texts() == ["one"]


async def test_where_a_team_is_reached_is_taken_from_its_latest_activity(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("one")
        before = await stage.tools[0].installed(stage.group)
        assert before.service_url == stage.teams.service_url
        stage.teams.moves("apac")
        await stage.says("<at>Recap</at> help", by=stage.ana)
        assert (await stage.tools[0].installed(stage.group)).service_url == stage.teams.service_url
        assert stage.teams.service_url != before.service_url
        await stage.sees(stage.ben, "I keep the minutes", stage.channel)


async def test_what_was_said_before_recap_came_is_read_through_graph(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        root = stage.teams.says(stage.ben, stage.channel, "Decision: we ship on Friday", silently=True)
        stage.teams.says(stage.ana, stage.channel, "Agreed", root, silently=True)
        await stage.says("<at>Recap</at> summarize last 50", by=stage.ana)
        said = await stage.sees(stage.ana, "ship on Friday", stage.chat)
        assert "Read 2 of 2" in said


async def test_without_graphs_permission_what_is_stored_is_answered_from(tmp_path: Path) -> None:
    async with staged(tmp_path, rsc=[]) as stage:
        await stage.says("<at>Recap</at> Decision: we ship on Friday")
        await stage.says("<at>Recap</at> summarize since yesterday", by=stage.ana)
        said = await stage.sees(stage.ana, "ship on Friday", stage.chat)
        assert "Not fetched yet" in said


async def test_its_own_posts_are_never_part_of_what_was_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        root = await stage.says("Decision: we ship on Friday")
        await stage.says("<at>Recap</at> summarize publish", thread=root, by=stage.ana)
        await stage.sees(stage.ben, "ship on Friday", stage.channel)
        assert stage.stores
        channel = Channel("teams", stage.group, stage.channel, "")
        await stage.tools[0].backfill.fetch_thread(channel, root, timedelta(seconds=5))
        assert [m.author.name for m in await stage.messages()] == ["Ben Adler", "Ana Silva"]


async def test_activities_that_name_a_team_without_its_group_are_of_the_same_workspace(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        for act in (
            lambda: stage.teams.says(stage.ben, stage.channel, "one"),
            lambda: stage.teams.uninstalls(stage.ana, stage.team),
        ):
            before = len(stage.teams.deliveries.all)
            stage.teams.deliveries.hold()
            act()
            for delivery in (held := stage.teams.deliveries.all[before:]):
                del delivery.payload["channelData"]["team"]["aadGroupId"]
            stage.teams.deliveries.release()
            await stage.teams.deliveries.settled()
            assert [d.status for d in held] == [200] * len(held)
            if stage.team in stage.teams.state.installed:
                assert await stage.texts() == ["one"]
        assert stage.stores
        assert await stage.stores.installations.workspaces("teams") == []


async def test_whoever_takes_recap_for_themselves_is_told_what_it_does(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        stage.teams.installs(stage.ben, stage.ben)
        await stage.sees(stage.ben, "I keep the minutes", stage.teams.world.personal(stage.ben))


async def test_the_past_of_a_group_chat_is_read_through_graph_page_by_page(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
        stage.teams.world.add_app(chat)
        begin = stage.teams.state.now() - 3600
        for number in range(120):
            stage.teams.says(stage.ben, chat, f"line {number}", at=begin + number, silently=True)
        stage.teams.says(stage.ben, chat, "Decision: we ship on Friday")
        await stage.teams.deliveries.settled()
        await stage.until_stored(chat, 121)
        assert [m.text for m in await stage.messages(chat, chat)][:2] == ["line 0", "line 1"]


async def test_the_past_of_a_channel_comes_with_its_threads(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        begin = stage.teams.state.now() - 3600
        for number in range(60):
            root = stage.teams.says(stage.ben, stage.channel, f"root {number}", at=begin + 2 * number, silently=True)
            stage.teams.says(
                stage.ana, stage.channel, f"reply {number}", root, at=begin + 2 * number + 1, silently=True
            )
        await stage.says("now")
        await stage.until_stored(stage.channel, 121)
        found = {m.text: m for m in await stage.messages()}
        assert found["reply 7"].thread_id == found["root 7"].id
