"""Each failure raises what the SDK documents, and leaves what had come before it."""

import json
from typing import Any

import anthropic
import httpx2
import pytest

from tests.standins.claude.asking import request, served, transcript
from tests.standins.claude.failing import Failure

ASKED = request(transcript(30))


async def heard(client: anthropic.AsyncAnthropic, into: list[str]) -> str | None:
    """Streams the text into a list; returns why it ended."""
    reason = None
    async for event in await client.messages.create(**ASKED, stream=True):
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            into.append(event.delta.text)
        if event.type == "message_delta":
            reason = event.delta.stop_reason
    return reason


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (Failure("rate_limit"), anthropic.RateLimitError),
        (Failure("rate_limit", retry_after=7), anthropic.RateLimitError),
        (Failure("overloaded"), anthropic.OverloadedError),
        (Failure("error"), anthropic.InternalServerError),
        (Failure("error", status=503), anthropic.ServiceUnavailableError),
    ],
    ids=str,
)
async def test_a_status_is_the_error_that_the_sdk_has_for_it(failure: Failure, raised: Any, streams: bool) -> None:
    async with served(failures=[failure]) as (_, client):
        with pytest.raises(raised) as caught:
            await client.messages.create(**ASKED, stream=streams)
        await client.messages.create(**ASKED)
    after = caught.value.response.headers.get("retry-after")
    assert after == (None if failure.retry_after is None else "7")
    assert caught.value.request_id.startswith("req_")


@pytest.mark.parametrize("kind", ["silent", "stall_first", "stall_middle"])
@pytest.mark.parametrize("streams", [True, False])
async def test_a_stall_outlasts_the_patience_of_the_client(kind: Any, streams: bool) -> None:
    texts: list[str] = []
    async with served(failures=[Failure(kind)]) as (_, client):
        hurried = client.with_options(timeout=0.3)
        with pytest.raises((anthropic.APITimeoutError, httpx2.ReadTimeout)):
            await (heard(hurried, texts) if streams else hurried.messages.create(**ASKED))
    assert bool(texts) == (streams and kind == "stall_middle")


async def test_a_short_stall_only_delays() -> None:
    texts: list[str] = []
    async with served(failures=[Failure("stall_middle", seconds=0.05)]) as (_, client):
        assert await heard(client, texts) == "end_turn"


@pytest.mark.parametrize("streams", [True, False])
async def test_a_cut_connection_is_an_error_of_the_transport(streams: bool) -> None:
    texts: list[str] = []
    async with served(failures=[Failure("cut")]) as (_, client):
        with pytest.raises((httpx2.RemoteProtocolError, httpx2.ReadError, anthropic.APIConnectionError)):
            await (heard(client, texts) if streams else client.messages.create(**ASKED))
        assert await heard(client, []) == "end_turn", "the next request is not answered"
    assert bool(texts) == streams


async def test_an_error_event_is_an_error_of_the_stream() -> None:
    texts: list[str] = []
    async with served(failures=[Failure("error_event")]) as (_, client):
        with pytest.raises(anthropic.APIStatusError, match="overloaded_error"):
            await heard(client, texts)
    assert texts


@pytest.mark.parametrize(("after", "some"), [(0, False), (0.5, True)])
async def test_a_refusal_is_a_reason_to_stop_not_an_error(after: float, some: bool) -> None:
    texts: list[str] = []
    async with served(always=Failure("refusal", after=after)) as (_, client):
        assert await heard(client, texts) == "refusal"
        plain = await client.messages.create(**ASKED)
    assert plain.stop_reason == "refusal"
    assert plain.stop_details
    assert bool(plain.content) == bool(texts) == some


async def test_an_answer_is_cut_at_max_tokens_on_command_and_where_it_is_too_long() -> None:
    async with served(failures=[Failure("max_tokens")]) as (_, client):
        commanded = await client.messages.create(**ASKED)
        short = await client.messages.create(**{**ASKED, "max_tokens": 20})
    for cut in (commanded, short):
        assert cut.stop_reason == "max_tokens"
        [block] = cut.content
        assert block.type == "text"
        with pytest.raises(ValueError, match="char"):
            json.loads(block.text)
    assert short.usage.output_tokens <= 20


async def test_unknown_events_and_fields_do_not_disturb_the_sdk() -> None:
    texts: list[str] = []
    async with served(always=Failure("unknown")) as (_, client):
        assert await heard(client, texts) == "end_turn"
        async with client.messages.stream(**ASKED) as stream:
            assert await stream.get_final_text() == "".join(texts)
        await client.messages.create(**ASKED)


async def test_an_entry_waits_for_its_model() -> None:
    async with served(failures=[Failure("overloaded", model="claude-opus-5-5")]) as (_, client):
        await client.messages.create(**ASKED)
        with pytest.raises(anthropic.OverloadedError):
            await client.messages.create(**{**ASKED, "model": "claude-opus-5-5", "thinking": {"type": "adaptive"}})


async def test_a_running_server_is_commanded_and_counts() -> None:
    async with served() as (server, client), httpx2.AsyncClient(base_url=server.url) as http:
        command = {"failures": [{"kind": "overloaded"}, None], "always": {"kind": "error"}, "lacks": ["batches"]}
        assert (await http.post("/_control", json=command)).status_code == 200
        for raised in (anthropic.OverloadedError, None, anthropic.InternalServerError):
            if raised is None:
                await client.messages.create(**ASKED)
            else:
                with pytest.raises(raised):
                    await client.messages.create(**ASKED)
        with pytest.raises(anthropic.NotFoundError):
            await client.messages.batches.list()
        counts = (await http.get("/_counts")).json()
    assert counts["statuses"] == {"529": 1, "200": 1, "500": 1, "404": 1}
    used = counts["models"]["claude-haiku-5-5"]
    assert used["answers"] == 1
    dollars = used["input_tokens"] * 0.1e-6 + used["output_tokens"] * 0.5e-6
    assert counts["dollars"] == pytest.approx(dollars)
