"""What an answer found stays: action items and decisions are kept, whoever asked."""

from bots import wiring
from tests.answering.room import ANA, GENERAL, PLACE, room
from tests.standins.claude.server import ClaudeServer


async def test_what_an_answer_found_is_kept_once_however_often_it_is_asked() -> None:
    async with ClaudeServer() as server, room(server, keys="") as place:
        given = await place.ask()
        await place.ask()
        items = await wiring.items(place.stores, place.access).here(GENERAL, ANA)
        assert [i.text for i in items] == [i.text for i in given.summary.action_items]
        decisions = await wiring.decisions(place.stores, place.access).search(*PLACE, ANA)
        assert {d.text for d in decisions} == {d.text for d in given.summary.decisions}
        assert items
        assert decisions
