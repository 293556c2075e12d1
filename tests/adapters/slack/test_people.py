"""Names through the real slack_sdk: asked for once, and people of other workspaces named as such."""

import asyncio

from adapters.slack.people import People
from core.models import Person
from tests.adapters.slack.place import Place, furnished


async def names(place: Place, *ids: str) -> list[str]:
    found = await place.workspace.people.named(ids)
    return [found[id].name for id in ids]


async def test_a_person_is_asked_for_once_however_many_messages_wait() -> None:
    async with furnished() as place:
        found = await asyncio.gather(*(names(place, place.ana, place.ben) for _ in range(20)))
        assert found == [["ana", "ben"]] * 20
        assert len(place.slack.called("users.info")) == 2


async def test_a_name_is_asked_for_again_after_a_day_or_when_slack_says_that_it_has_changed() -> None:
    async with furnished() as place:
        await names(place, place.ana)
        place.slack.state.users[place.ana].name = "anna"
        assert await names(place, place.ana) == ["ana"]
        place.slack.passes(25 * 3600)
        assert await names(place, place.ana) == ["anna"]
        place.slack.state.users[place.ana].name = "annette"
        place.workspace.people.forget(place.ana)
        assert await names(place, place.ana) == ["annette"]


async def test_people_of_another_workspace_are_named_with_it() -> None:
    async with furnished() as place:
        other = place.slack.world.add_workspace("Globex")
        zoe = place.slack.world.add_user(other, "zoe")
        place.slack.world.shares(place.channel.id, other)
        place.slack.joins(zoe, place.channel.id)
        assert await names(place, zoe) == ["zoe (Globex)"]
        place.workspace.people.forget(zoe)
        place.workspace.people._teams.clear()
        place.slack.refuses("team.info", "missing_scope")
        assert await names(place, zoe) == ["zoe (external)"]


async def test_whom_slack_does_not_tell_keeps_the_name_that_was_known_and_is_asked_for_later() -> None:
    async with furnished() as place:
        place.slack.limits("users.info", 30, times=2)
        known = People(place.workspace.client, place.workspace.id, place.clock, [Person(place.ana, "Ana of old")])
        place.slack.passes(25 * 3600)
        found = await known.named([place.ana, "U404"])
        assert (found[place.ana].name, found["U404"].name) == ("Ana of old", "U404")
        place.slack.passes(10 * 60)
        assert (await known.named([place.ana]))[place.ana].name == "ana"
