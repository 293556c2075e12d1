"""Socket Mode, with the real Bolt app and the SDK's aiohttp client at the other end."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import app, by_socket, client, heard
from tests.standins.slack.state import APP_TOKEN, Json

Stage = tuple[SlackServer, str, str, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The server, a team, somebody, and a channel of theirs; what is not acknowledged is soon sent again."""
    async with SlackServer(retries=(0.1, 1.0, 3.0, 5.0)) as slack:
        team = slack.world.add_workspace("Acme")
        ana = slack.world.add_user(team, "ana")
        yield slack, team, ana, slack.world.add_channel(team, "general", [ana])


def texts(events: list[Json]) -> list[str]:
    return sorted(event["text"] for event in events)


async def test_a_message_reaches_the_app_as_an_event(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_socket(slack, bolt):
        ts = slack.says(ana, channel, "hello")
        await slack.deliveries.settled()
    (event,) = events
    assert (event["ts"], event["user"], event["channel_type"]) == (ts, ana, "channel")
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == "hello"
    assert slack.deliveries.counts == {"given": 1, "attempts": 1, "acknowledged": 1}


async def test_connections_take_turns(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_socket(slack, bolt, connections=3):
        for n in range(30):
            slack.says(ana, channel, f"{n:02}")
        await slack.deliveries.settled()
    assert texts(events) == [f"{n:02}" for n in range(30)]


async def test_what_nobody_acknowledges_is_sent_again_with_its_number_and_then_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack, _, ana, channel = stage
    monkeypatch.setattr("tests.standins.slack.sockets.ACKNOWLEDGE_SECONDS", 0.1)
    slack.deliveries.retries = (0.0, 0.1)
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=APP_TOKEN)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        hello = await socket.receive_json()
        slack.says(ana, channel, "hello")
        envelopes = [await socket.receive_json() for _ in range(3)]
        await slack.deliveries.settled()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert [e["retry_attempt"] for e in envelopes] == [0, 1, 2]
    assert len({e["envelope_id"] for e in envelopes}) == 3
    assert len({e["payload"]["event_id"] for e in envelopes}) == 1
    assert slack.deliveries.counts["lost"] == 1


async def test_an_address_takes_one_connection_and_needs_an_app_token(stage: Stage) -> None:
    slack, team, _, _ = stage
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client(slack, team).apps_connections_open(app_token=slack.world.tokens()[team])
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=APP_TOKEN)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]):
            pass
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


@pytest.mark.parametrize("trouble", ["refresh", "warning", "cut", "deaf"])
async def test_the_app_comes_back_whatever_happens_to_its_socket(stage: Stage, trouble: str) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_socket(slack, bolt, ping=0.5):
        old = slack.sockets.open[0]
        if trouble == "refresh":
            await slack.sockets.disconnect("refresh_requested", seconds=0.2)
        elif trouble == "warning":
            await slack.sockets.disconnect("warning", seconds=0.2)
        elif trouble == "cut":
            slack.sockets.cut()
        else:
            slack.sockets.deafen()
        for n in range(5):
            slack.says(ana, channel, str(n))
        await slack.deliveries.settled()
        await old.gone.wait()
    assert set(texts(events)) == {"0", "1", "2", "3", "4"}
    assert slack.deliveries.counts["lost"] == 0


async def test_deliveries_are_dropped_doubled_and_unbelieved_on_command(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_socket(slack, bolt):
        for fault, times in (("drop", 1), ("double", 2), ("lose_answer", 2)):
            events.clear()
            slack.deliveries.goes_wrong(fault)  # type: ignore[arg-type]
            slack.says(ana, channel, fault)
            await slack.deliveries.settled()
            await asyncio.sleep(0)
            assert texts(events) == [fault] * times


async def test_held_deliveries_arrive_in_another_order(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_socket(slack, bolt):
        slack.deliveries.hold()
        ts = slack.says(ana, channel, "first")
        slack.edits(ana, channel, ts, "second")
        slack.deliveries.release(backwards=True)
        await slack.deliveries.settled()
    assert [event.get("subtype") for event in events] == ["message_changed", None]
    assert (events[0]["message"]["text"], events[0]["previous_message"]["text"]) == ("second", "first")
    assert events[0]["message"]["ts"] == ts
