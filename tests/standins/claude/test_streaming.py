"""What the SDK hears from the stand-in, whole and in pieces, is one and the same message."""

import asyncio
import json
from pathlib import Path
from random import Random

import anthropic

from tests.standins.claude.asking import MODEL, request, served, transcript
from tests.standins.claude.pace import HEAVY, REAL, Pace
from tests.standins.claude.server import KEY, ClaudeServer, message
from tests.standins.processes import started


def text_of(answer: anthropic.types.Message) -> str:
    return "".join(block.text for block in answer.content if block.type == "text")


async def test_a_stream_adds_up_to_what_a_plain_request_gets() -> None:
    async with served() as (_, client):
        plain = await client.messages.create(**request(transcript(40)))
        async with client.messages.stream(**request(transcript(40))) as stream:
            pieces = [text async for text in stream.text_stream]
            streamed = await stream.get_final_message()
    assert "".join(pieces) == text_of(plain) == text_of(streamed)
    assert len(pieces) > 10
    assert streamed.usage.output_tokens == plain.usage.output_tokens > 100
    assert streamed.usage.input_tokens == plain.usage.input_tokens > 100
    assert streamed.stop_reason == plain.stop_reason == "end_turn"


async def test_events_come_in_the_documented_order() -> None:
    async with served() as (_, client):
        stream = await client.messages.create(**request(transcript(5)), stream=True)
        types = [event.type async for event in stream]
    start, end = ["message_start", "content_block_start"], ["content_block_stop", "message_delta", "message_stop"]
    assert types[:2] == start
    assert types[-3:] == end
    assert set(types[2:-3]) == {"content_block_delta"}


async def test_a_model_that_is_not_told_otherwise_thinks_first_and_it_costs() -> None:
    async with served() as (_, client):
        silent = await client.messages.create(**request(transcript(5)))
        thinking = request(transcript(5))
        del thinking["thinking"]
        async with client.messages.stream(**thinking) as stream:
            thought = await stream.get_final_message()
    assert [block.type for block in thought.content] == ["thinking", "text"]
    assert text_of(thought) == text_of(silent)
    assert thought.usage.output_tokens_details
    extra = thought.usage.output_tokens_details.thinking_tokens
    assert thought.usage.output_tokens - silent.usage.output_tokens == extra > 0


async def test_a_scripted_answer_is_streamed_too() -> None:
    async with (
        served(lambda _: (200, message("Hello there."))) as (_, client),
        client.messages.stream(**request("x", model="small")) as stream,
    ):
        assert await stream.get_final_text() == "Hello there."


async def test_many_requests_are_answered_at_once_over_kept_connections() -> None:
    async with served(pace=Pace(0.05, 0)) as (server, client):
        asked = [client.messages.create(**request(transcript(3, n))) for n in range(1, 41)]
        answers = await asyncio.gather(*asked)
        await client.messages.create(**request(transcript(3)))
    assert all(f"{n}" in text_of(answer) for n, answer in enumerate(answers, 1))
    assert len(server.received) == 41
    assert b"keep-alive" in server.received[-1]


async def test_either_header_carries_any_of_several_keys() -> None:
    async with ClaudeServer(keys=("one", "two")) as server:
        bearer = anthropic.AsyncAnthropic(auth_token="two", base_url=server.url)
        header = {"x-api-key": "one", "Authorization": anthropic.omit}
        plain = anthropic.AsyncAnthropic(api_key="none", base_url=server.url, default_headers=header)  # type: ignore[arg-type]
        async with bearer, plain:
            await bearer.messages.create(**request("x"))
            await plain.messages.create(**request("x"))
    assert [b"x-api-key: one" in x.lower() for x in server.received] == [False, True]


async def test_what_was_sent_and_answered_is_recorded_without_keys(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    async with served(record=file) as (_, client):
        await client.messages.create(**request(transcript(3)))
        async with client.messages.stream(**request(transcript(3))) as stream:
            await stream.until_done()
    plain, streamed = (json.loads(line) for line in file.read_text().splitlines())
    assert plain["request"]["model"] == MODEL
    assert plain["answer"][0]["role"] == "assistant"
    assert streamed["answer"][-1] == {"type": "message_stop"}
    assert KEY not in file.read_text()


async def test_it_runs_as_a_process_and_prints_where(tmp_path: Path) -> None:
    async with (
        started("claude", "--record", str(tmp_path / "record"), "--key", "mine") as url,
        anthropic.AsyncAnthropic(api_key="mine", base_url=url) as client,
    ):
        await client.messages.create(**request(transcript(3)))
    assert len((tmp_path / "record").read_text().splitlines()) == 1


def test_a_heavy_tail_has_its_median_and_its_last_percent_where_it_says() -> None:
    drawn = sorted(HEAVY.first(Random(n)) for n in range(5_000))
    assert 0.57 < drawn[2_500] < 0.63
    assert 1.65 < drawn[4_950] < 1.95
    assert REAL.first(Random(1)) == 0.6
    assert REAL.writing(300) == 2.0
