"""What Recap says is tried again as Teams says, waits its turn, and fails with a sentence."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest

from adapters.teams.buttons import card, line
from adapters.teams.connector import Connector
from adapters.teams.credentials import Credentials
from adapters.teams.errors import Again
from adapters.teams.pace import Pace
from adapters.teams.posting import Place, put
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from core.errors import LaterError, OperatorError, RequestError
from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import APP_ID, APP_PASSWORD, BOT


class Room:
    """ana's chat with Recap, which waits in no time: `waits` are the seconds that it would have waited."""

    def __init__(self, teams: TeamsServer, session: aiohttp.ClientSession, password: str) -> None:
        self.teams, world = teams, teams.world
        self.tenant = world.add_tenant("Contoso")
        self.ana = world.add_user(self.tenant, "Ana Silva")
        world.add_app(self.ana)
        self.chat = world.personal(self.ana)
        self.waits: list[float] = []

        def clock() -> datetime:
            return datetime.fromtimestamp(teams.state.now(), UTC)

        url = teams.login.url("").rstrip("/")
        self.credentials = Credentials(session, url, APP_ID, password, clock)
        pace = Pace(teams.state.now, self.sleep)
        connector = Connector(session, self.credentials)
        self.speaking = Speaking(connector, pace, teams.service_url, self.tenant, BOT, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.teams.passes(seconds)

    def read(self) -> list[str]:
        return [m["text"] for m in self.teams.seen_by(self.ana)]


@asynccontextmanager
async def room(password: str = APP_PASSWORD) -> AsyncIterator[Room]:
    async with TeamsServer() as teams, aiohttp.ClientSession() as session:
        yield Room(teams, session, password)


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_what_is_busy_is_asked_again_after_the_time_that_it_names(status: int) -> None:
    async with room() as it:
        it.teams.connector.fails(status, times=2, retry_after=7)
        await it.speaking.post(it.chat, Said("Here it is."))
        assert it.read() == ["Here it is."]
        assert [7 <= wait < 8 for wait in it.waits] == [True, True]


async def test_without_a_time_it_waits_longer_each_time_and_never_the_same() -> None:
    async with room() as it:
        it.teams.connector.fails(502, times=3)
        await it.speaking.post(it.chat, Said("Here it is."))
        first, second, third = it.waits
        assert 1 <= first < 2 <= second < 3 < third < 5.1
        assert len({wait % 1 for wait in it.waits}) == 3


async def test_it_gives_up_with_a_sentence() -> None:
    async with room() as it:
        it.teams.connector.fails(429, times=9, retry_after=1)
        with pytest.raises(Again, match="Teams is busy"):
            await it.speaking.post(it.chat, Said("Here it is."))
        assert len(it.waits) == 3


async def test_an_error_page_that_is_no_json_is_a_sentence_too() -> None:
    """The SDK's own reading of answers fails on these: DeserializationError."""
    async with room() as it:
        it.teams.connector.fails(503, text="<html>Bad gateway</html>")
        with pytest.raises(LaterError, match="a problem of its own \\(503\\)"):
            await it.speaking.post(it.chat, Said("Here it is."))
        it.teams.connector.fails(502, text="<html>Bad gateway</html>")
        await it.speaking.post(it.chat, Said("Here it is."))
        assert it.read() == ["Here it is."]


async def test_more_than_a_conversation_takes_waits_and_nothing_is_refused() -> None:
    async with room() as it:
        for number in range(70):
            await it.speaking.post(it.chat, Said(f"Line {number}"))
        assert len(it.read()) == 70
        assert not [call for call in it.teams.calls if call.status == 429]
        assert sum(it.waits) > 25


async def test_what_is_larger_than_teams_takes_comes_in_smaller_messages() -> None:
    async with room() as it:
        it.teams.message_max_bytes = 3_000
        body = [line(f"Statement {number}: " + "x" * 300) for number in range(30)]
        place = await put(it.speaking, Place(it.chat), [Said(card=card(body), summary="Lead")], lambda before: [])
        said = json.dumps(it.teams.seen_by(it.ana))
        assert len(place.messages) > 3
        assert [f"Statement {number}: " in said for number in range(30)] == [True] * 30


async def test_one_part_that_is_too_large_by_itself_is_a_sentence() -> None:
    async with room() as it:
        it.teams.message_max_bytes = 500
        with pytest.raises(RequestError, match="larger than Teams takes"):
            await put(it.speaking, Place(it.chat), [Said(card=card([line("x" * 900)]), summary="Lead")])


async def test_a_token_that_counts_no_more_is_asked_for_again() -> None:
    async with room() as it:
        await it.speaking.post(it.chat, Said("one"))
        it.teams.login.revokes()
        await it.speaking.post(it.chat, Said("two"))
        assert it.read() == ["one", "two"]


async def test_tokens_are_asked_for_once_and_again_before_they_end() -> None:
    async with room() as it:
        for _ in range(3):
            await it.speaking.post(it.chat, Said("one"))
        assert len(it.teams.called("POST /login")) == 1
        it.teams.passes(3_400)
        await it.speaking.post(it.chat, Said("two"))
        assert len(it.teams.called("POST /login")) == 2


async def test_a_wrong_password_is_for_the_admin() -> None:
    async with room("wrong") as it:
        with pytest.raises(OperatorError, match="RECAP_TEAMS_APP_PASSWORD"):
            await it.speaking.post(it.chat, Said("one"))


async def test_the_ai_label_citations_and_numbers_of_streams_are_on_the_wire() -> None:
    """The SDK drops what an entity has beyond its own fields."""
    async with room() as it:
        stream = await it.speaking.grow(it.chat, "Reading …", "informative", 1, None)
        it.teams.passes(2)
        await it.speaking.finish(it.chat, stream, Said("All of it", by_ai=True))
        sent = [call.body["entities"] for call in it.teams.called("POST /emea/v3/conversations/")]
        assert sent[0] == [{"type": "streaminfo", "streamType": "informative", "streamSequence": 1}]
        info, label = sent[1]
        assert info == {"type": "streaminfo", "streamId": stream, "streamType": "final"}
        assert label["additionalType"] == ["AIGeneratedContent"]
