"""Who reads along where a digest is posted."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from adapters.slack.audience import ASKED_MAX, SlackAudience
from core.errors import LimitError
from core.models import Channel
from tests.adapters.slack.place import Place, furnished


@dataclass
class Room:
    place: Place
    guest: str

    def channel(self, name: str, *people: str, kind: str = "private") -> Channel:
        id = self.place.slack.world.add_channel(self.place.workspace.id, name, list(people), kind)  # type: ignore[arg-type]
        return Channel("slack", self.place.workspace.id, id, name)

    async def may(self, destination: Channel, source: Channel) -> bool:
        return await SlackAudience(self.place.of, self.place.clock).all_may_read(destination, source)

    def calls(self, method: str) -> int:
        return len(self.place.slack.called(method))


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with furnished() as place:
        yield Room(place, place.slack.world.add_user(place.workspace.id, "guest", is_restricted=True))


async def test_what_everybody_of_the_workspace_may_read_goes_anywhere_but_where_guests_are(room: Room) -> None:
    ana, ben = room.place.ana, room.place.ben
    source = room.channel("news", ana, kind="public")
    assert await room.may(room.channel("team", ana, ben), source)
    assert await room.may(room.channel("town", kind="public"), source)
    assert not await room.may(room.channel("clients", ana, room.guest), source)
    assert not await room.may(room.channel("lobby", room.guest, kind="public"), source)
    assert await room.may(room.channel("both", ana, room.guest), room.channel("open", room.guest, kind="public"))


async def test_what_is_private_goes_only_where_all_are_its_members(room: Room) -> None:
    ana, ben = room.place.ana, room.place.ben
    source = room.channel("secret", ana, ben)
    assert await room.may(room.channel("pair", ana, ben), source)
    assert await room.may(room.channel("alone", ben), source)
    assert not await room.may(room.channel("more", ana, ben, room.guest), source)
    assert await room.may(source, source)


async def test_a_public_channel_may_be_read_by_people_who_are_not_in_it(room: Room) -> None:
    ana, ben = room.place.ana, room.place.ben
    assert not await room.may(room.channel("town", ana, kind="public"), room.channel("secret", ana, ben))
    assert room.calls("conversations.members") == 0


async def test_people_of_another_company_read_along_in_a_shared_channel(room: Room) -> None:
    ana, slack = room.place.ana, room.place.slack
    other = slack.world.add_workspace("Other", installed=False)
    zoe = slack.world.add_user(other, "zoe")
    shared = room.channel("partners", ana, zoe)
    slack.world.shares(shared.id, other, bot=False)
    assert not await room.may(shared, room.channel("news", ana, kind="public"))
    assert not await room.may(shared, room.channel("secret", ana))
    town = room.channel("town", ana, kind="public")
    slack.world.shares(town.id, other, bot=False)
    assert not await room.may(town, room.channel("plaza", ana, kind="public"))
    assert not await room.may(room.channel("team", ana, room.place.ben), town)


async def test_apps_and_people_who_left_read_nothing(room: Room) -> None:
    world, team, ana = room.place.slack.world, room.place.workspace.id, room.place.ana
    app, gone = world.add_user(team, "app", is_bot=True), world.add_user(team, "gone", deleted=True)
    assert await room.may(room.channel("team", ana, app, gone), room.channel("secret", ana))


async def test_who_joined_since_counts(room: Room) -> None:
    ana, ben = room.place.ana, room.place.ben
    to, source = room.channel("team", ana), room.channel("secret", ana)
    assert await room.may(to, source)
    room.place.slack.joins(ben, to.id)
    assert not await room.may(to, source)


async def test_the_digests_of_one_moment_ask_once_and_many_people_are_listed_at_once(room: Room) -> None:
    world, team = room.place.slack.world, room.place.workspace.id
    many = [world.add_user(team, f"person{n}") for n in range(ASKED_MAX + 10)]
    to = room.channel("all", *many)
    audience = SlackAudience(room.place.of, room.place.clock)
    sources = [room.channel(f"news{number}", kind="public") for number in range(10)]
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(audience.all_may_read(to, source)) for source in sources]
    assert all(task.result() for task in asked)
    assert room.calls("users.list") == 1
    assert room.calls("users.info") == 0
    assert room.calls("conversations.members") == 11
    room.place.slack.passes(60)
    room.place.slack.state.users[many[0]].is_restricted = True
    assert not await audience.all_may_read(to, room.channel("late", kind="public"))


@pytest.mark.parametrize("method", ["conversations.members", "conversations.info", "users.info"])
async def test_where_slack_cannot_be_asked_nothing_is_known(room: Room, method: str) -> None:
    to, source = room.channel("team", room.place.ana, room.place.ben), room.channel("secret", room.place.ana)
    room.place.slack.limits(method, 30)
    with pytest.raises(LimitError):
        await room.may(to, source)
