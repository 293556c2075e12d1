"""Reactions: on Recap's posts by activity, on people's messages by Graph's notifications; each asks once."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bots.teams import noticing
from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import Stage, staged

MEMO = "1f4dd_memo"


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noticing, "WATCHED_EVERY", 0.05)


async def watched(stage: Stage) -> None:
    """Until Graph tells of #Planning."""
    await stage.until(lambda: stage.teams.notifying.alive())


async def test_a_reaction_to_a_message_brings_its_thread_to_whoever_reacted(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes, reached=True) as stage:
        root = await stage.says("one")
        reply = await stage.says("two", thread=root)
        await watched(stage)
        stage.teams.reacts(stage.ana, stage.channel, reply, MEMO)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        [asked] = minutes.asked
        assert (asked.thread_id, asked.requester.id) == (root, stage.aad(stage.ana))
        assert stage.read(stage.ben) == []


async def test_one_reaction_asks_once_however_often_its_message_changes(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes, reached=True) as stage:
        id = await stage.says("one")
        await watched(stage)
        stage.teams.notifying.notifies_wrongly("double")
        stage.teams.reacts(stage.ana, stage.channel, id, MEMO)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        stage.teams.edits(stage.ben, stage.channel, id, "one, changed")
        stage.teams.reacts(stage.ben, stage.channel, id, "like")
        await stage.teams.notifying.settled()
        await asyncio.sleep(0.2)
        assert len(minutes.asked) == 1
        stage.teams.unreacts(stage.ana, stage.channel, id, MEMO)
        await stage.teams.notifying.settled()
        await asyncio.sleep(0.2)
        stage.teams.reacts(stage.ana, stage.channel, id, MEMO)
        await stage.until(lambda: len(minutes.asked) == 2)


async def test_only_the_teams_own_emoji_asks(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes, reached=True) as stage:
        id = await stage.says("one")
        assert stage.stores
        await stage.stores.settings.change("teams", stage.group, ["reaction=📚"])
        await watched(stage)
        stage.teams.reacts(stage.ana, stage.channel, id, MEMO)
        stage.teams.reacts(stage.ana, stage.channel, id, "1f4da_books")
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        await stage.teams.notifying.settled()
        assert len(minutes.asked) == 1


async def test_reactions_are_stored_and_taken_back(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), reached=True) as stage:
        id = await stage.says("one")
        await watched(stage)
        stage.teams.reacts(stage.ana, stage.channel, id, "heart")
        await stage.teams.notifying.settled()
        for _ in range(200):
            if (await stage.messages())[0].reactions:
                break
            await asyncio.sleep(0.02)
        [reaction] = (await stage.messages())[0].reactions
        assert (reaction.name, reaction.count) == ("heart", 1)


async def test_a_reaction_to_recaps_own_post_asks_for_the_thread_without_graph(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes) as stage:
        root = await stage.says("one")
        await stage.says("<at>Recap</at> summarize publish", thread=root, by=stage.ana)
        await stage.sees(stage.ben, "The launch moves", stage.channel)
        post = stage.last(stage.ben, stage.channel)["id"]
        stage.teams.reacts(stage.ana, stage.channel, post, MEMO)
        await stage.sees(stage.ana, "The launch moves", stage.chat)
        assert [q.thread_id for q in minutes.asked] == [root, root]
        assert stage.teams.notifying.alive() == []


async def test_notifications_that_do_not_repeat_the_secret_do_nothing(tmp_path: Path) -> None:
    minutes = Scripted("The launch moves.")
    async with staged(tmp_path, minutes, reached=True) as stage:
        id = await stage.says("one")
        await watched(stage)
        stage.teams.notifying.notifies_wrongly("wrong_client_state")
        stage.teams.reacts(stage.ana, stage.channel, id, MEMO)
        await stage.teams.notifying.settled()
        await asyncio.sleep(0.2)
        assert minutes.asked == []
        assert not [c for c in stage.teams.called("GET /graph/v1.0/teams") if f"messages/{id}" in c.what]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"value": 1}', b'{"value": [1]}', b"{}"])
async def test_what_is_no_notification_is_refused(tmp_path: Path, body: bytes) -> None:
    async with staged(tmp_path, Scripted(), reached=True) as stage, aiohttp.ClientSession() as session:
        url = stage.teams.deliveries.url.replace("/api/messages", noticing.PATH)
        got = await session.post(url, data=body)
        assert got.status == 400


async def test_the_address_is_validated_with_the_token_as_it_is_in_plain_text(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), reached=True) as stage:
        url = stage.teams.deliveries.url.replace("/api/messages", noticing.PATH)
        assert await stage.teams.notifying.validated(url) == ""


async def test_a_subscription_is_renewed_before_it_ends_and_there_is_but_one(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), reached=True) as stage:
        await stage.says("one")
        await watched(stage)
        [before] = stage.teams.notifying.alive()
        until = before.until
        stage.teams.passes(timedelta(hours=30).total_seconds())
        await stage.until(lambda: stage.teams.notifying.alive()[0].until > until)
        assert [s.id for s in stage.teams.notifying.alive()] == [before.id]


async def test_what_graph_ends_is_made_again_and_what_it_pauses_is_renewed(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), reached=True) as stage:
        await stage.says("one")
        await watched(stage)
        stage.teams.notifying.lifecycle("reauthorizationRequired")
        await stage.until(lambda: not stage.teams.notifying.alive()[0].paused)
        [before] = stage.teams.notifying.alive()
        stage.teams.notifying.lifecycle("subscriptionRemoved")
        await stage.until(lambda: [s.id for s in stage.teams.notifying.alive()] not in ([], [before.id]))


async def test_without_a_public_address_nothing_is_subscribed_to(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        await stage.says("one")
        await asyncio.sleep(0.3)
        assert stage.teams.called("POST /graph/v1.0/subscriptions") == []
        assert "subscription" not in json.dumps([c.what for c in stage.teams.calls])
