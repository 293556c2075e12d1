"""A stream that says more, less, or nothing more: what came stands, and what it cost is told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any

import pytest

from adapters.claude import stream
from adapters.claude.model import Claude
from adapters.claude.retrying import Patience
from core.errors import ModelError
from core.ports import Ended, Usage
from tests.adapters.claude.calls import HURRIED, KEY, PROMPT, asked, call
from tests.adapters.claude.scripted import (
    BLOCK,
    BREAK,
    SILENCE,
    START,
    STOP,
    Script,
    ScriptedServer,
    answer,
    end,
    event,
    text,
)

SHORT = Patience(stall=0.05, pause=0.001)


async def broken(steps: Sequence[dict[str, Any] | str], patience: Patience = SHORT) -> tuple[str, ModelError, int]:
    """What came before the error, the error, and how many requests it took."""
    came: list[str | Ended] = []
    async with ScriptedServer(Script(steps)) as server, Claude(patience) as claude:
        with pytest.raises(ModelError) as caught:
            await _collect(claude.ask(PROMPT, call(server.url)), came)
    return "".join(map(str, came)), caught.value, len(server.requests)


async def _collect(pieces: AsyncIterator[str | Ended], came: list[str | Ended]) -> None:
    async for piece in pieces:
        came.append(piece)  # noqa: PERF401 (what came before an error is looked at)


async def test_events_and_fields_that_nobody_knows_are_passed_over() -> None:
    steps = [
        event("ping"),
        event("message_about_to_start", number=1),
        START | {"new": {"field": 1}},
        event("content_block_start", index=0, content_block={"type": "musing", "musing": ""}),
        event("content_block_delta", index=0, delta={"type": "musing_delta", "text": "Hm."}),
        BLOCK,
        event("content_block_delta", index=0),
        event("content_block_delta", index=0, delta={"type": "text_delta", "text": None}),
        text("Hello"),
        event("content_block_stop"),
        event("message_delta", delta={"stop_reason": "new_reason"}, usage={"output_tokens": 2, "new_tokens": 3}),
        STOP,
    ]
    async with ScriptedServer(Script(steps)) as server, Claude() as claude:
        assert await asked(claude, call(server.url)) == ("Hello", Ended("complete", "small", Usage(100, 2, 40)))


async def test_text_that_comes_with_the_start_of_its_block_counts() -> None:
    started = event("content_block_start", index=0, content_block={"type": "text", "text": "Hel"})
    async with ScriptedServer(Script([START, started, text("lo"), end(), STOP])) as server, Claude() as claude:
        assert (await asked(claude, call(server.url)))[0] == "Hello"


async def test_counts_that_come_only_at_the_end_count() -> None:
    bare = event("message_start", message={"id": "msg_1", "type": "message", "role": "assistant"})
    counted = event(
        "message_delta",
        delta={"stop_reason": "end_turn"},
        usage={"input_tokens": 9, "output_tokens": 2, "cache_creation_input_tokens": 5},
    )
    async with ScriptedServer(Script([bare, text("Hello"), counted, STOP])) as server, Claude() as claude:
        assert (await asked(claude, call(server.url)))[1].usage == Usage(9, 2, 0, 5)


async def test_a_stream_that_falls_silent_is_left_with_what_came_and_what_it_cost() -> None:
    came, error, requests = await broken([START, BLOCK, text("x" * 30), SILENCE])
    assert (came, error.used, requests) == ("x" * 30, Usage(100, 10, 40), 1)
    assert str(error) == "the model fell silent in the middle of its answer"


async def test_a_ping_is_no_word_of_the_model() -> None:
    pings = [event("ping")] * 3
    came, error, _ = await broken([START, BLOCK, text("Hello"), *pings, SILENCE])
    assert (came, "silent" in str(error)) == ("Hello", True)


@pytest.mark.parametrize(
    "steps", [[BREAK], [], [event("error", error={"type": "overloaded_error", "message": "Hello"})], ["event: x\n\n"]]
)
async def test_a_stream_that_breaks_in_the_middle_is_not_asked_again(steps: list[Any]) -> None:
    came, error, requests = await broken([START, BLOCK, text("Hel"), text("lo"), *steps])
    assert (came, error.used, requests) == ("Hello", Usage(100, 2, 40), 1)
    assert "Hello" not in str(error)


@pytest.mark.parametrize("steps", [['event: content_block_delta\ndata: {"type": \n\n'], ["no events at all"]])
async def test_what_is_no_stream_of_events_is_a_failure_of_the_model(steps: list[Any]) -> None:
    _, error, _ = await broken(steps)
    assert isinstance(error, ModelError)


@pytest.mark.parametrize(
    "steps", [[BREAK], [START, BREAK], [START], [event("error", error={"type": "overloaded_error", "message": "no"})]]
)
async def test_a_stream_that_breaks_before_the_first_text_is_asked_again(steps: list[Any]) -> None:
    async with ScriptedServer(Script(steps), answer("Hello")) as server, Claude(HURRIED) as claude:
        assert (await asked(claude, call(server.url)))[0] == "Hello"
    assert len(server.requests) == 2


@pytest.mark.parametrize("steps", [[], [BREAK], [SILENCE], ["event: x\ndata: {\n\n"]])
async def test_an_answer_that_has_ended_needs_no_last_event(steps: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "DRAIN_SECONDS", 0.01)
    async with ScriptedServer(Script([START, BLOCK, text("Hello"), end(), *steps])) as server, Claude() as claude:
        assert (await asked(claude, call(server.url)))[0] == "Hello"


async def test_an_answer_without_a_stop_reason_ends_with_its_last_event() -> None:
    async with ScriptedServer(Script([START, BLOCK, text("Hello"), STOP])) as server, Claude() as claude:
        assert await asked(claude, call(server.url)) == ("Hello", Ended("complete", "small", Usage(100, 2, 40)))


async def test_a_reader_who_leaves_cancels_the_request() -> None:
    async with ScriptedServer(Script([START, BLOCK, text("Hello"), SILENCE])) as server, Claude() as claude:
        async with aclosing(claude.ask(PROMPT, call(server.url))) as pieces:
            assert await anext(pieces) == "Hello"
        await server.left.wait()


async def test_a_stream_that_is_closed_has_left_the_server_though_it_is_still_held() -> None:
    async with ScriptedServer(Script([START, BLOCK, text("Hello"), SILENCE])) as server, Claude() as claude:
        reading = stream.Reading("small", stall=2)
        await reading.start(claude._opened(PROMPT, call(server.url), "small", KEY))
        await reading.close()
        await server.left.wait()
        assert reading.used == Usage(100, 2, 40)


async def test_a_reader_who_leaves_before_the_first_text_cancels_the_request() -> None:
    async with ScriptedServer(Script([START, SILENCE])) as server, Claude() as claude:
        asking = asyncio.create_task(asked(claude, call(server.url)))
        await server.asked.wait()
        asking.cancel()
        await server.left.wait()
        with pytest.raises(asyncio.CancelledError):
            await asking
