"""What happens in Slack, and what of it is stored when Slack has its acknowledgement."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bots import behind, wiring
from core.errors import RequestError, StorageError
from core.models import Channel, Coverage
from core.ports import Post, Window
from core.redaction.examining import version
from core.summary import Point, Summary
from storage.sqlite import session
from storage.sqlite.messages import SqliteMessages
from tests.bots.slack.stage import Eyes, Stage, stage, until


@pytest.fixture
async def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    for pace in ("NAMED_EVERY", "EXAMINED_EVERY", "FETCHED_EVERY"):
        monkeypatch.setattr(behind, pace, 0.05)
    async with stage(tmp_path) as it:
        yield it


async def test_messages_edits_deletions_and_reactions_are_stored_as_they_come(acme: Stage) -> None:
    slack = acme.slack
    async with acme.recap():
        kept = slack.says(acme.ana, acme.channel, "Ship on Monday?")
        gone = slack.says(acme.ben, acme.channel, "Never")
        slack.says(acme.ben, acme.channel, "Fine", thread_ts=kept)
        slack.reacts(acme.ben, acme.channel, kept, "thumbsup")
        await slack.deliveries.settled()
        slack.edits(acme.ana, acme.channel, kept, "Ship on Tuesday?")
        slack.deletes(acme.ben, acme.channel, gone)
        await slack.deliveries.settled()
        messages = await acme.messages()
    assert [m.text for m in messages] == ["Ship on Tuesday?", "Fine"]
    assert (messages[0].edited_at is not None, messages[0].reactions[0].name) == (True, "thumbsup")
    assert (messages[1].author.name, messages[1].thread_id) == ("ben", kept)


async def test_what_comes_backwards_and_twice_is_stored_the_same(acme: Stage) -> None:
    slack = acme.slack
    async with acme.recap():
        slack.deliveries.goes_wrong("double", 9)
        slack.deliveries.hold()
        kept = slack.says(acme.ana, acme.channel, "Ship on Monday?")
        gone = slack.says(acme.ben, acme.channel, "Never")
        slack.says(acme.ben, acme.channel, "Fine", thread_ts=kept)
        slack.edits(acme.ana, acme.channel, kept, "Ship on Tuesday?")
        slack.deletes(acme.ben, acme.channel, gone)
        slack.deliveries.release(backwards=True)
        await slack.deliveries.settled()
        assert await acme.texts() == ["Ship on Tuesday?", "Fine"]


async def test_an_answer_that_slack_does_not_get_stores_nothing_a_second_time(acme: Stage) -> None:
    async with acme.recap():
        acme.slack.deliveries.goes_wrong("lose_answer", 2)
        acme.slack.says(acme.ana, acme.channel, "hello")
        await acme.slack.deliveries.settled()
        assert acme.slack.deliveries.counts["attempts"] == 3
        assert await acme.texts() == ["hello"]


async def test_nothing_is_acknowledged_before_it_is_stored(acme: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.standins.slack.sockets.ACKNOWLEDGE_SECONDS", 0.3)

    class Full(SqliteMessages):
        refused = 0

        async def hear(self, channel: Channel, message: Any) -> bool:
            if self.refused < 2:
                self.refused += 1
                raise StorageError("the disk is full")
            return await super().hear(channel, message)

    async with session.opened(acme.settings.database) as opened, acme.recap(messages=Full(opened)):
        acme.slack.says(acme.ana, acme.channel, "hello")
        await acme.slack.deliveries.settled()
        assert acme.slack.deliveries.counts == {"given": 1, "attempts": 3, "acknowledged": 1}
        assert await acme.texts() == ["hello"]


async def test_bots_and_recaps_own_posts_are_marked(acme: Stage) -> None:
    slack = acme.slack
    deploy = slack.world.add_user(acme.team, "deploy", is_bot=True)
    slack.joins(deploy, acme.channel)
    async with acme.recap():
        slack.says(acme.ana, acme.channel, "hello")
        slack.says(deploy, acme.channel, "deployed")
        slack.says(slack.world.bot(acme.team), acme.channel, "a summary")
        await slack.deliveries.settled()
        assert [m.author.bot for m in await acme.messages()] == [False, True, True]


async def test_a_channel_is_named_when_it_is_first_seen_and_when_it_is_renamed(acme: Stage) -> None:
    async def names() -> list[str]:
        assert acme.stores
        return [c.name for c in await acme.stores.messages.channels()]

    async def named() -> bool:
        return await names() == ["general"]

    async with acme.recap():
        acme.slack.says(acme.ana, acme.channel, "hello")
        await until(named)
        for _ in range(3):
            acme.slack.says(acme.ana, acme.channel, "hello again")
        acme.slack.renames(acme.ana, acme.channel, "all")
        await acme.slack.deliveries.settled()
        assert await names() == ["all"]
    assert len(acme.slack.called("conversations.info")) == 1


async def test_what_was_said_before_recap_joined_is_fetched_in_the_background(acme: Stage) -> None:
    slack = acme.slack
    place = slack.world.add_channel(acme.team, "plans", [acme.ana], bot=False)
    root = slack.says(acme.ana, place, "before", silently=True)
    slack.says(acme.ana, place, "a reply", thread_ts=root, silently=True)

    async def fetched() -> bool:
        return await acme.texts(place) == ["before", "a reply", "after"]

    async with acme.recap() as stores:
        slack.limits("conversations.history", 1)
        slack.joins(slack.world.bot(acme.team), place, inviter=acme.ana)
        slack.says(acme.ana, place, "after")
        await until(fetched)

        async def complete() -> bool:
            [stretch] = await stores.complete.stretches(Channel("slack", acme.team, place, "")) or [Window()]
            return stretch.until is None and stretch.since is not None

        await until(complete)


async def test_messages_are_examined_for_personal_data_in_the_background(acme: Stage) -> None:
    async with acme.recap() as stores:
        acme.slack.says(acme.ana, acme.channel, "I am X")
        place = Channel("slack", acme.team, acme.channel, "")

        async def examined() -> bool:
            messages = await acme.messages()
            policy = await wiring.policy(stores, place)
            return bool(messages and await stores.messages.findings(place, version(Eyes(), policy), messages))

        await until(examined)


@pytest.mark.parametrize("how", ["revokes", "uninstalls"])
async def test_a_workspace_that_takes_recap_away_is_erased_and_heard_no_more(acme: Stage, how: str) -> None:
    slack = acme.slack
    async with acme.recap() as stores:
        slack.says(acme.ana, acme.channel, "hello")
        await slack.deliveries.settled()
        assert await acme.texts() == ["hello"]
        slack.deliveries.hold()
        getattr(slack, how)(acme.team)
        slack.deliveries.release()
        await slack.deliveries.settled()
        assert list(await stores.messages.channels()) == []
        slack.state.installations[acme.team].refused = None
        slack.state.channels[acme.channel].members.append(slack.world.bot(acme.team))
        slack.says(acme.ana, acme.channel, "still there?")
        await slack.deliveries.settled()
        assert list(await stores.messages.channels()) == []
    assert slack.deliveries.counts["lost"] == 0


async def test_what_comes_while_the_connection_is_refreshed_or_cut_is_neither_lost_nor_doubled(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.slack.serving.PING_SECONDS", 0.1)
    monkeypatch.setattr("tests.standins.slack.sockets.ACKNOWLEDGE_SECONDS", 0.5)
    slack, sent = acme.slack, 0
    async with acme.recap():
        for trouble in ("refresh", "cut", "deafen"):
            for _ in range(10):
                slack.says(acme.ana, acme.channel, f"{sent:02}")
                sent += 1
            await asyncio.sleep(0.01)
            if trouble == "refresh":
                await slack.sockets.disconnect(seconds=0.2)
            else:
                getattr(slack.sockets, trouble)()
            slack.says(acme.ana, acme.channel, f"{sent:02}")
            sent += 1
            await slack.deliveries.settled()
        assert await acme.texts() == [f"{n:02}" for n in range(sent)]
    assert slack.deliveries.counts["lost"] == 0


async def test_two_processes_on_one_database_store_what_either_gets_once(acme: Stage) -> None:
    slack = acme.slack
    async with acme.recap(), acme.recap():
        await slack.sockets.connected(2)
        slack.deliveries.goes_wrong("double", 20)
        for n in range(20):
            slack.says(acme.ana, acme.channel, f"{n:02}")
        await slack.deliveries.settled()
        assert await acme.texts() == [f"{n:02}" for n in range(20)]


async def test_answers_that_rest_on_what_was_deleted_are_changed_where_people_see_them(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "SHOWN_EVERY", 0.05)
    shown: list[Post] = []

    async def show(post: Post) -> None:
        shown.append(post)
        if post.place == "closed":
            raise RequestError("this channel is archived")

    async with acme.recap(show=show) as stores:
        ts = acme.slack.says(acme.ana, acme.channel, "Ship on Monday?")
        await acme.slack.deliveries.settled()
        place = Channel("slack", acme.team, acme.channel, "")
        point = Summary("1", "", (), (Point("Ship", (ts,)),), (), (), (), Coverage(1, 1), "offline")
        for name in ("closed", "open"):
            await stores.posts.put(Post(place, name, point, acme.clock()))
        acme.slack.deletes(acme.ana, acme.channel, ts)

        async def up_to_date() -> bool:
            return bool(shown) and not await stores.posts.stale("slack")

        await until(up_to_date)
    assert {(post.place, post.summary) for post in shown} == {("closed", None), ("open", None)}
