"""Who administers a workspace hears of it in direct messages."""

import pytest

from adapters.slack.admins import TOLD_MAX, SlackAdmins
from core.errors import NotFound
from tests.adapters.slack.place import furnished


async def test_the_first_few_admins_are_told_and_nobody_else() -> None:
    async with furnished() as place:
        slack, team = place.slack, place.workspace.id
        admins = [slack.world.add_user(team, f"admin{n}", is_admin=True) for n in range(TOLD_MAX + 1)]
        gone = slack.world.add_user(team, "gone", is_admin=True, deleted=True)
        await SlackAdmins(place.of, place.clock).tell("slack", team, "80 % of the money is spent <!channel>")
        told = [
            person for person in (place.ana, place.ben, gone, *admins) if slack.seen_by(person, slack.direct(person))
        ]
        assert told == admins[:TOLD_MAX]
        assert "<!channel>" not in slack.seen_by(admins[0])[-1]["text"]


async def test_without_an_admin_it_says_that_nobody_was_told() -> None:
    async with furnished() as place:
        with pytest.raises(NotFound):
            await SlackAdmins(place.of, place.clock).tell("slack", place.workspace.id, "80 %")
