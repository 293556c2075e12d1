"""Signed HTTP, with the real Bolt app behind aiohttp."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import app, by_http, heard
from tests.standins.slack.state import Json

Stage = tuple[SlackServer, str, str, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with SlackServer(retries=(0.0, 0.1, 0.2)) as slack:
        team = slack.world.add_workspace("Acme")
        ana = slack.world.add_user(team, "ana")
        yield slack, team, ana, slack.world.add_channel(team, "general", [ana])


async def test_events_come_signed_and_commands_as_forms(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    commands: list[Json] = []

    async def summarize(ack: AsyncAck, command: Json) -> None:
        commands.append(command)
        await ack("One moment.")

    bolt.command("/summarize")(summarize)
    async with by_http(slack, bolt):
        slack.says(ana, channel, "hello")
        done = await slack.uses_command(ana, channel, "/summarize", "last 50 & more").answered()
        await slack.deliveries.settled()
    assert [event["text"] for event in events] == ["hello"]
    assert (commands[0]["text"], commands[0]["user_id"], commands[0]["team_id"]) == ("last 50 & more", ana, team)
    assert done.acknowledged
    seen = slack.seen_by(ana)[-1]
    assert (seen["text"], seen["is_ephemeral"]) == ("One moment.", True)


@pytest.mark.parametrize("fault", ["forge", "stale"])
async def test_a_wrong_or_old_signature_is_refused_and_the_event_comes_again(stage: Stage, fault: str) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_http(slack, bolt):
        slack.deliveries.goes_wrong(fault, 2)  # type: ignore[arg-type]
        slack.says(ana, channel, "hello")
        await slack.deliveries.settled()
    assert [event["text"] for event in events] == ["hello"]
    assert slack.deliveries.all[0].reasons == ["http_error", "http_error"]


async def test_retries_are_numbered_and_end_after_three(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    numbers: list[Any] = []

    async def refuse(req: AsyncBoltRequest) -> BoltResponse:
        numbers.append((req.headers.get("x-slack-retry-num"), req.headers.get("x-slack-retry-reason")))
        return BoltResponse(status=500)

    bolt.use(refuse)
    async with by_http(slack, bolt):
        slack.says(ana, channel, "hello")
        await slack.deliveries.settled()
    assert numbers == [(None, None), *(([str(n)], ["http_error"]) for n in (1, 2, 3))]
    assert slack.deliveries.counts["lost"] == 1


async def test_a_command_that_nobody_acknowledges_fails_before_the_persons_eyes(stage: Stage) -> None:
    slack, team, ana, channel = stage
    async with by_http(slack, app(slack, team)):
        done = await slack.uses_command(ana, channel, "/unknown").answered()
    assert not done.acknowledged
    assert done.attempts == 1
    assert "operation_timeout" in slack.seen_by(ana)[-1]["text"]


async def test_a_burst_of_events_loses_none(stage: Stage) -> None:
    slack, team, ana, channel = stage
    bolt = app(slack, team)
    events = heard(bolt)
    async with by_http(slack, bolt):
        for n in range(150):
            slack.says(ana, channel, str(n))
        await slack.deliveries.settled()
    assert {event["text"] for event in events} == {str(n) for n in range(150)}
