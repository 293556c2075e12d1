"""Digests in channels: posted once, found again where Graph may read, changed where they stand."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.teams.access import TeamsAudience
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.publisher import TeamsPublisher
from adapters.teams.workspace import TeamsWorkspace
from bots.teams.answering import publisher
from core.action_items.item import Item
from core.action_items.note import Note
from core.digests.digest import Digest
from core.digests.post import DigestPost, Section
from core.errors import LaterError, LimitError, OperatorError, RequestError
from core.models import Channel, Coverage, Person
from core.ports import Window
from core.summary import Point, Summary
from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import Stage, staged

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
LONG = "lorem " * 300


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, Scripted()) as it:
        await installed(it)
        yield it


async def installed(stage: Stage) -> None:
    told = TeamsWorkspace(stage.group, stage.tenant, stage.teams.service_url, stage.team)
    await stage.tools[0].installed.refresh(told)


def of(stage: Stage) -> TeamsPublisher:
    return publisher(stage.tools[0])


def post(stage: Stage, *points: str, whole: tuple[str, ...] = ()) -> DigestPost:
    channel = Channel("teams", stage.group, stage.channel, "Launch / Planning")
    digest = Digest("d", "teams", stage.group, (channel,), channel, Person("x", "Ana"), SINCE)
    window = Window(SINCE, SINCE + timedelta(days=1))
    section = Section(channel, _summary(*points), _summary(*points, *whole))
    key = "d/2026-03-02T09:00"
    return DigestPost(digest, key, "2026-03-02T09:00", window, "One channel", (section,), messages=3)


def _summary(*points: str) -> Summary:
    said = tuple(Point(point, ("1795250905317",)) for point in points)
    return Summary("s", "", (), said, (), (), (), Coverage(3, 3), "offline")


def seen(stage: Stage) -> list[str]:
    return [json.dumps(m["attachments"]) for m in stage.teams.seen_by(stage.ben, stage.channel)]


async def test_details_stand_in_the_thread_under_it(stage: Stage) -> None:
    await of(stage).publish(post(stage, "The launch moves", whole=("All of it", "And more")))
    first, second = stage.teams.seen_by(stage.ben, stage.channel)
    assert (first["root"], second["root"]) == (None, first["id"])
    assert "The launch moves" in json.dumps(first)
    assert "All of it" in json.dumps(second)


async def test_what_was_posted_is_found_by_its_key_and_by_no_other(stage: Stage) -> None:
    it = post(stage, "The launch moves")
    place = await of(stage).publish(it)
    since = stage.clock() - timedelta(minutes=1)
    assert await of(stage).find(it.digest.destination, it.key, since) == place
    assert await of(stage).find(it.digest.destination, "d/2026-03-03T09:00", since) is None


async def test_where_graph_may_not_read_nobody_can_tell_and_it_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), rsc=[]) as stage:
        await installed(stage)
        it = post(stage, "The launch moves")
        await of(stage).publish(it)
        with pytest.raises(OperatorError, match="does not let Recap read here"):
            await of(stage).find(it.digest.destination, it.key, SINCE)


@pytest.mark.parametrize("status", [502, 504])
@pytest.mark.parametrize("posted_before", [0, 1, 2])
async def test_a_digest_and_its_details_stand_there_once_though_the_platforms_answer_is_lost(
    stage: Stage, status: int, posted_before: int
) -> None:
    it = post(stage, "The launch moves", whole=tuple(f"part{n}x {LONG}" for n in range(60)))
    stage.teams.connector.loses_answer("POST", status, after=posted_before)
    with pytest.raises(LaterError) as lost:
        await of(stage).publish(it)
    assert not isinstance(lost.value, LimitError)
    place = await of(stage).find(it.digest.destination, it.key, it.window.until or SINCE)
    assert place
    await of(stage).change(place, it)
    said = [json.dumps(message) for message in seen(stage)]
    assert len(said) == len(set(said)) > 2
    assert ["part0x" in it for it in said].count(True) == 1
    assert ["part59x" in it for it in said].count(True) == 1


async def test_where_nobody_can_tell_a_part_whose_answer_is_lost_is_not_posted_again(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), rsc=[]) as stage:
        await installed(stage)
        it = post(stage, "The launch moves", whole=tuple(f"part{n}x {LONG}" for n in range(60)))
        stage.teams.connector.loses_answer("POST", after=1)
        await of(stage).publish(it)
        said = seen(stage)
        assert len(said) == len(set(said)) > 2
        assert ["part59x" in it for it in said].count(True) == 1


async def test_what_was_added_to_a_digest_later_is_changed_with_it(stage: Stage) -> None:
    it = post(stage, "The launch moves")
    place = await of(stage).publish(it)
    await of(stage).change(place, post(stage, "The launch moves", whole=("A secret",)))
    assert len(seen(stage)) == 2
    await of(stage).change(place, post(stage, "The launch moves", whole=("All of it",)))
    assert len(seen(stage)) == 2
    assert "A secret" not in "".join(seen(stage))


@pytest.mark.parametrize("status", [502, 504])
async def test_where_a_gateway_loses_the_answer_a_digest_is_looked_for_and_not_posted_again(
    stage: Stage, status: int
) -> None:
    it = post(stage, "The launch moves")
    stage.teams.connector.fails(status)
    with pytest.raises(LaterError) as refused:
        await of(stage).publish(it)
    assert not isinstance(refused.value, LimitError)
    assert len(stage.teams.called("POST /emea/v3/conversations/")) == 1


async def test_what_is_only_too_fast_certainly_does_not_stand_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.speaking.JITTER_SECONDS", 0.0)
    stage.teams.connector.fails(429, times=4, retry_after=0)
    with pytest.raises(LimitError):
        await of(stage).publish(post(stage, "The launch moves"))
    assert seen(stage) == []


async def test_digests_are_labelled_as_made_by_ai_and_ask_for_no_rating_that_nobody_keeps(stage: Stage) -> None:
    await of(stage).publish(post(stage, "The launch moves"))
    [posted] = stage.teams.called("POST /emea/v3/conversations/")
    assert posted.body["entities"][0]["additionalType"] == ["AIGeneratedContent"]
    assert "feedbackLoop" not in (posted.body.get("channelData") or {})


async def test_it_is_changed_in_its_place_with_its_details(stage: Stage) -> None:
    it = post(stage, "The launch moves", whole=("A secret",))
    place = await of(stage).publish(it)
    await of(stage).change(place, post(stage, "The launch stays"))
    [left] = seen(stage)
    assert "stays" in left
    assert "moves" not in left


async def test_into_a_channel_that_is_gone_it_cannot_be_posted(stage: Stage) -> None:
    it = post(stage, "The launch moves")
    gone = replace(it.digest.destination, id="19:gone@thread.tacv2")
    with pytest.raises(RequestError, match="no such conversation"):
        await of(stage).publish(replace(it, digest=replace(it.digest, destination=gone)))


async def test_all_read_along_where_the_roster_of_the_one_is_in_that_of_the_other(stage: Stage) -> None:
    world = stage.teams.world
    board = world.add_channel(stage.team, "Board", "private", [stage.ana])
    world.add_app(board)
    people = [world.add_user(stage.tenant, f"Person Number{n}") for n in range(520)]
    stage.teams.state.teams[stage.team].members += people
    audience = TeamsAudience(stage.tools[0].roster)
    planning, private = (Channel("teams", stage.group, id, "") for id in (stage.channel, board))
    assert await audience.all_may_read(private, planning)
    assert not await audience.all_may_read(planning, private)
    assert await audience.all_may_read(planning, planning)
    assert len(await stage.tools[0].roster.members(planning)) == 522


async def test_owners_get_their_items_with_buttons_in_their_chat(stage: Stage) -> None:
    tools = stage.tools[0]
    channel = Channel("teams", stage.group, stage.channel, "Launch / Planning")
    item = Item("i1", channel, "Send the prices", ("1795250905317",), SINCE, owner=Person(stage.aad(stage.ana), "Ana"))
    note = Note("teams", stage.group, Person(stage.aad(stage.ana), "Ana"), "found", (item,))
    await TeamsMessenger(tools.installed, tools.speaking_in, stage.clock).send(note)
    said = stage.read(stage.ana, stage.chat)[-1]
    assert "You have a new action item" in said
    assert "Send the prices" in said
    assert "Not mine" in said
    assert "send me settings" in said


async def test_who_has_not_added_recap_takes_no_messages(stage: Stage) -> None:
    tools = stage.tools[0]
    channel = Channel("teams", stage.group, stage.channel, "Launch / Planning")
    item = Item("i1", channel, "Send the prices", ("1795250905317",), SINCE)
    note = Note("teams", stage.group, Person(stage.aad(stage.ben), "Ben"), "found", (item,))
    with pytest.raises(RequestError, match="add it for yourself"):
        await TeamsMessenger(tools.installed, tools.speaking_in, stage.clock).send(note)
