"""Message Batches: handed in, looked for, taken back."""

import asyncio
import json
from typing import Any

import pytest

from adapters.claude.model import Claude
from core.errors import ModelError, OperatorError
from core.ports import Answer, Ended, Prompt, Usage
from tests.adapters.claude.calls import PROMPT, SCHEMA, asked, call
from tests.adapters.claude.scripted import SILENCE, Script, ScriptedServer, answer, found, refusal

TWO = {"a": PROMPT, "b": Prompt("Be brief.", "[]", 60, schema=SCHEMA)}


def batch(status: str = "in_progress") -> Script:
    """As the API describes one; its results are said to lie on another host."""
    return found(
        {
            "id": "batch_1",
            "type": "message_batch",
            "processing_status": status,
            "created_at": "2026-03-02T09:00:00Z",
            "expires_at": "2026-03-03T09:00:00Z",
            "request_counts": {"processing": 2, "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0},
            "results_url": "http://127.0.0.1:9/elsewhere" if status == "ended" else None,
        }
    )


def succeeded(id: str, text: str) -> dict[str, Any]:
    message = {
        "content": [{"type": "text", "text": text}],
        "stop_reason": "max_tokens",
        "usage": {"input_tokens": 5, "output_tokens": 2},
    }
    return {"custom_id": id, "result": {"type": "succeeded", "message": message}}


def errored(id: str) -> dict[str, Any]:
    said = {"type": "error", "error": {"type": "invalid_request_error", "message": "you sent: Hello"}}
    return {"custom_id": id, "result": {"type": "errored", "error": said}}


def results(*lines: dict[str, Any]) -> Script:
    return found("".join(json.dumps(line) + "\n" for line in lines), "application/x-jsonl")


async def test_prompts_are_handed_in_under_the_ids_of_the_caller() -> None:
    async with ScriptedServer(batch()) as server, Claude() as claude:
        assert await claude.batches.submit(TWO, call(server.url, "small", "large")) == "batch_1"
    [request] = server.requests
    assert request.line == "POST /v1/messages/batches HTTP/1.1"
    first, second = request.body["requests"]
    assert first == {
        "custom_id": "a",
        "params": {
            "model": "small",
            "max_tokens": 50,
            "system": "Be brief.",
            "messages": [{"role": "user", "content": PROMPT.text}],
            "thinking": {"type": "disabled"},
        },
    }
    assert second["params"]["output_config"]["format"]["schema"] == SCHEMA


async def test_answers_come_in_any_order_with_why_there_is_none() -> None:
    lines = results(errored("b"), {"custom_id": "c", "result": {"type": "expired"}}, succeeded("a", "Hello\u2028there"))
    async with ScriptedServer(batch("ended"), lines) as server, Claude() as claude:
        answers = await claude.batches.answers("batch_1", call(server.url))
    assert answers == {
        "a": Answer("Hello\u2028there", Ended("length", "small", Usage(5, 2))),
        "b": Answer("", None, "invalid_request_error"),
        "c": Answer("", None, "expired"),
    }
    assert server.requests[-1].line == "GET /v1/messages/batches/batch_1/results HTTP/1.1"


async def test_a_batch_that_is_still_worked_on_has_no_answers() -> None:
    async with ScriptedServer(batch("canceling")) as server, Claude() as claude:
        assert await claude.batches.answers("batch_1", call(server.url)) is None


async def test_a_batch_can_be_taken_back() -> None:
    async with ScriptedServer(batch("canceling")) as server, Claude() as claude:
        await claude.batches.cancel("batch_1", call(server.url))
    assert server.requests[0].line == "POST /v1/messages/batches/batch_1/cancel HTTP/1.1"


@pytest.mark.parametrize("status", [404, 405, 501])
async def test_a_server_without_batches_says_so_once_and_still_answers_single_prompts(status: int) -> None:
    async with ScriptedServer(refusal(status), answer("Hello")) as server, Claude() as claude:
        for _ in range(2):
            with pytest.raises(OperatorError, match="one by one"):
                await claude.batches.submit(TWO, call(server.url))
        assert (await asked(claude, call(server.url)))[0] == "Hello"
    assert len(server.requests) == 2


async def test_what_a_server_was_found_to_lack_is_left_out_of_batches_too() -> None:
    no = refusal(400, "output_config: unknown field")
    async with ScriptedServer(no, answer("{}"), batch()) as server, Claude() as claude:
        await asked(claude, call(server.url), TWO["b"])
        await claude.batches.submit(TWO, call(server.url))
    assert "output_config" not in json.dumps(server.requests[-1].body)


async def test_a_batch_of_one_key_is_found_where_another_stands_first() -> None:
    async with ScriptedServer(refusal(404), batch()) as server, Claude() as claude:
        assert await claude.batches.answers("batch_1", call(server.url, keys=("a", "b"))) is None
    assert [request.headers["x-api-key"] for request in server.requests] == ["a", "b"]


@pytest.mark.parametrize(("status", "raised"), [(400, OperatorError), (401, OperatorError), (529, ModelError)])
async def test_a_batch_that_is_refused_is_not_handed_in_twice(status: int, raised: type[Exception]) -> None:
    async with ScriptedServer(refusal(status, "you sent: Hello")) as server, Claude() as claude:
        with pytest.raises(raised, match=f"HTTP {status}") as caught:
            await claude.batches.submit(TWO, call(server.url))
    assert ("Hello" in str(caught.value), len(server.requests)) == (False, 1)


async def test_a_server_that_says_nothing_about_a_batch_is_left_at_the_deadline() -> None:
    async with ScriptedServer(Script([SILENCE])) as server, Claude() as claude:
        soon = asyncio.get_running_loop().time() + 0.05
        with pytest.raises(ModelError, match="nothing in time"):
            await claude.batches.answers("batch_1", call(server.url, deadline=soon))


async def test_the_page_of_a_gateway_is_no_batch() -> None:
    async with ScriptedServer(found("<html>", "text/html")) as server, Claude() as claude:
        with pytest.raises(ModelError):
            await claude.batches.submit(TWO, call(server.url))
        with pytest.raises(ModelError):
            await claude.batches.answers("batch_1", call(server.url))


@pytest.mark.parametrize("said", ["<html>", "[]", "{}"])
async def test_results_that_are_none_are_a_failure_of_the_server(said: str) -> None:
    async with ScriptedServer(batch("ended"), found(said)) as server, Claude() as claude:
        with pytest.raises(ModelError):
            await claude.batches.answers("batch_1", call(server.url))
