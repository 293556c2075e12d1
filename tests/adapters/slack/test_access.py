"""Who may read, asked of Slack through the real slack_sdk each time."""

import pytest

from adapters.slack import membership
from adapters.slack.access import SlackAccess
from core.errors import LaterError
from core.models import Channel
from tests.adapters.slack.place import Place, furnished


async def may_read(place: Place, person: str, channel: str | None = None) -> bool:
    there = Channel("slack", place.workspace.id, channel or place.channel.id, "")
    return await SlackAccess(place.of, place.clock).may_read(person, there)


async def test_members_may_read_and_in_public_channels_everybody_but_guests() -> None:
    async with furnished() as place:
        world, team = place.slack.world, place.workspace.id
        kim, guest = world.add_user(team, "kim"), world.add_user(team, "gus", is_restricted=True)
        private = world.add_channel(team, "secret", [place.ana], "private")
        assert [await may_read(place, p) for p in (place.ana, kim, guest)] == [True, True, False]
        assert [await may_read(place, p, private) for p in (place.ana, kim, guest)] == [True, False, False]
        place.slack.joins(guest, place.channel.id)
        assert await may_read(place, guest)


async def test_who_is_removed_may_not_read_from_the_next_question_on() -> None:
    async with furnished() as place:
        private = place.slack.world.add_channel(place.workspace.id, "secret", [place.ana], "private")
        assert await may_read(place, place.ana, private)
        place.slack.leaves(place.ana, private)
        assert not await may_read(place, place.ana, private)
        place.slack.state.users[place.ben].deleted = True
        assert not await may_read(place, place.ben)


async def test_members_are_looked_for_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "MEMBERS_AT_ONCE", 2)
    async with furnished() as place:
        people = [place.slack.world.add_user(place.workspace.id, f"p{n}") for n in range(5)]
        private = place.slack.world.add_channel(place.workspace.id, "secret", people, "private")
        assert await may_read(place, people[-1], private)
        assert not await may_read(place, place.ana, private)


async def test_a_shared_channel_is_for_its_members_only() -> None:
    async with furnished() as place:
        other = place.slack.world.add_workspace("Globex")
        zoe, yan = place.slack.world.add_user(other, "zoe"), place.slack.world.add_user(other, "yan")
        kim = place.slack.world.add_user(place.workspace.id, "kim")
        place.slack.world.shares(place.channel.id, other)
        place.slack.joins(zoe, place.channel.id)
        assert [await may_read(place, p) for p in (zoe, yan, kim, place.ana)] == [True, False, False, True]


async def test_nobody_may_read_what_recap_cannot_see_and_where_slack_cannot_be_asked() -> None:
    async with furnished() as place:
        hidden = place.slack.world.add_channel(place.workspace.id, "hidden", [place.ana], "private", bot=False)
        assert not await may_read(place, place.ana, hidden)
        assert not await may_read(place, "U404")
        place.slack.refuses("conversations.info", "internal_error", status=500)
        with pytest.raises(LaterError):
            await may_read(place, place.ana)
