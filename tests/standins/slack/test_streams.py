"""Streamed messages, through the SDK's own helper and call by call."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import client

Stage = tuple[SlackServer, AsyncWebClient, str, str, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The server, a client, a team, somebody, and a channel of theirs."""
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme")
        ana = slack.world.add_user(team, "ana")
        yield slack, client(slack, team), team, ana, slack.world.add_channel(team, "general", [ana])


async def error(call: object) -> str:
    with pytest.raises(SlackApiError) as failed:
        await call  # type: ignore[misc]
    return str(failed.value.response["error"])


async def test_the_sdks_stream_grows_a_message_and_ends_it(stage: Stage) -> None:
    slack, it, team, ana, channel = stage
    ts = slack.says(ana, channel, "what happened?")
    stream = await it.chat_stream(
        channel=channel, thread_ts=ts, recipient_team_id=team, recipient_user_id=ana, buffer_size=1
    )
    await stream.append(markdown_text="**Two** ")
    assert slack.seen_by(ana)[-1]["is_streaming"]
    await stream.append(markdown_text="decisions")
    await stream.stop(blocks=[{"type": "divider"}])
    seen = slack.seen_by(ana)[-1]
    assert (seen["text"], seen["thread_ts"], seen["blocks"][0]["type"]) == ("**Two** decisions", ts, "divider")
    assert "is_streaming" not in seen


async def test_nothing_is_appended_or_stopped_after_the_stop(stage: Stage) -> None:
    slack, it, _, ana, _ = stage
    direct = slack.direct(ana)
    ts = slack.says(ana, direct, "hello")
    begun = await it.chat_startStream(channel=direct, thread_ts=ts, markdown_text="one")
    assert await error(it.chat_update(channel=direct, ts=begun["ts"], text="two")) == "streaming_state_conflict"
    await it.chat_stopStream(channel=direct, ts=begun["ts"])
    late = it.chat_appendStream(channel=direct, ts=begun["ts"], markdown_text="two")
    assert await error(late) == "message_not_in_streaming_state"
    assert await error(it.chat_stopStream(channel=direct, ts=begun["ts"])) == "message_not_in_streaming_state"
    await it.chat_update(channel=direct, ts=begun["ts"], text="two")


async def test_a_stream_answers_a_message_and_in_a_channel_somebody(stage: Stage) -> None:
    slack, it, team, ana, channel = stage
    ts = slack.says(ana, channel, "hello")
    start = it.chat_startStream
    assert await error(it.api_call("chat.startStream", json={"channel": channel})) == "invalid_arguments"
    assert await error(start(channel=channel, thread_ts=ts)) == "missing_recipient_team_id"
    assert await error(start(channel=channel, thread_ts=ts, recipient_team_id=team)) == "missing_recipient_user_id"
    direct = slack.direct(ana)
    own = slack.says(ana, direct, "hello")
    assert await error(start(channel=direct, thread_ts=own, markdown_text="x" * 12_001)) == "msg_too_long"
    assert await error(it.chat_appendStream(channel=direct, ts=own, markdown_text="x")) == "message_not_owned_by_app"
    chunk = {"type": "markdown_text", "words": "x"}
    assert await error(
        it.api_call("chat.startStream", json={"channel": direct, "thread_ts": own, "chunks": [chunk]})
    ) == ("invalid_chunks")
