"""The adapter against a server as strict as the service, in what fails there and what other servers lack."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.claude.model import Claude
from adapters.claude.retrying import Patience
from core.errors import ModelError, OperatorError
from core.ports import Call, Ended, Prompt, Server
from tests.adapters.claude.calls import HURRIED, asked, call
from tests.standins.claude.asking import SUMMARY
from tests.standins.claude.failing import Failure, Kind
from tests.standins.claude.models import MODELS
from tests.standins.claude.server import KEY, ClaudeServer

SMALL, LARGE = "claude-haiku-5-5", "claude-sonnet-5-5"
ROWS = [[n, n % 3 + 1, f"We moved server {n} of the old region to the new one on Friday"] for n in range(1, 61)]
PROMPT = Prompt("You keep the minutes.", json.dumps(ROWS), 2_000, "What was discussed?", SUMMARY)


async def statements(claude: Claude, where: Call, prompt: Prompt = PROMPT) -> int:
    """How many the answer has; it is whole, and the preferred model's."""
    text, ended = await asked(claude, where, prompt)
    assert (ended.reason, ended.model) == ("complete", where.models[0])
    return len(json.loads(text)["statements"])


@pytest.mark.parametrize("model", [SMALL, LARGE, "claude-opus-5-5", "claude-haiku-4-5"])
async def test_every_model_of_the_service_answers_by_the_schema(model: str) -> None:
    async with ClaudeServer() as server, Claude() as claude:
        for _ in range(2):
            assert await statements(claude, call(server.url, model)) > 0


@pytest.mark.parametrize("model", [SMALL, LARGE])
async def test_no_model_of_ours_thinks_before_its_first_word(model: str) -> None:
    async with ClaudeServer() as server, Claude() as claude:
        text, ended = await asked(claude, call(server.url, model), PROMPT)
    assert ended.usage.output <= len(text) / 2


@pytest.mark.parametrize("lacks", [["output_config"], ["caching"], ["thinking"], ["output_config", "thinking"]])
async def test_servers_that_lack_something_answer_by_the_schema_too(lacks: list[str]) -> None:
    async with ClaudeServer(lacks=lacks) as server, Claude() as claude:
        for _ in range(2):
            assert await statements(claude, call(server.url, SMALL), replace(PROMPT, reused=True)) > 0


async def test_a_second_question_reads_the_messages_from_the_cache() -> None:
    first = replace(PROMPT, reused=True)
    async with ClaudeServer() as server, Claude() as claude:
        written = (await asked(claude, call(server.url, SMALL), first))[1].usage
        read = (await asked(claude, call(server.url, SMALL), replace(first, question="Who did what?")))[1].usage
    assert written.cache_written > 10 * written.input
    assert (read.cache_read, read.cache_written) == (written.cache_written, 0)


@pytest.mark.parametrize("kind", ["overloaded", "rate_limit", "error"])
async def test_what_passes_at_the_service_is_outwaited(kind: Kind) -> None:
    async with ClaudeServer(failures=[Failure(kind), Failure(kind)]) as server, Claude(HURRIED) as claude:
        assert await statements(claude, call(server.url, SMALL)) > 0


async def test_events_that_are_new_at_the_service_change_nothing() -> None:
    async with ClaudeServer(failures=[Failure("unknown")]) as server, Claude() as claude:
        assert await statements(claude, call(server.url, SMALL)) > 0


@pytest.mark.parametrize(("kind", "reason"), [("refusal", "refused"), ("max_tokens", "length")])
async def test_an_answer_that_stops_early_says_why(kind: Kind, reason: str) -> None:
    async with ClaudeServer(failures=[Failure(kind)]) as server, Claude() as claude:
        text, ended = await asked(claude, call(server.url, SMALL), PROMPT)
    assert (bool(text), ended.reason) == (True, reason)


@pytest.mark.parametrize("kind", ["stall_middle", "cut", "error_event"])
async def test_what_came_before_a_break_stands_with_its_cost(kind: Kind) -> None:
    came: list[str] = []
    async with ClaudeServer(failures=[Failure(kind)]) as server, Claude(Patience(stall=0.2)) as claude:
        with pytest.raises(ModelError) as caught:
            await _collect(claude.ask(PROMPT, call(server.url, SMALL)), came)
    assert "".join(came).startswith('{"statements"')
    assert caught.value.used is not None
    assert caught.value.used.input > 0 < caught.value.used.output


async def _collect(pieces: AsyncIterator[str | Ended], came: list[str]) -> None:
    async for piece in pieces:
        came.append(str(piece))  # noqa: PERF401 (what came before an error is looked at)


@pytest.mark.parametrize("kind", ["silent", "stall_first"])
async def test_silence_before_the_first_word_ends_at_the_deadline(kind: Kind) -> None:
    async with ClaudeServer(failures=[Failure(kind)]) as server, Claude(Patience(deadline=0.2)) as claude:
        with pytest.raises(ModelError, match="before the deadline"):
            await asked(claude, call(server.url, SMALL), PROMPT)


async def test_the_region_is_asked_for_and_no_model_leaves_it() -> None:
    async with ClaudeServer(regions=["us"]) as server, Claude() as claude:
        where = Call(Server(server.url, (KEY,), region="us"), (SMALL,), "slack", "T1")
        assert await statements(claude, where) > 0
        elsewhere = replace(where, server=replace(where.server, region="eu"), models=(SMALL, LARGE))
        with pytest.raises(OperatorError):
            await asked(claude, elsewhere, PROMPT)


async def test_a_model_that_is_gone_makes_way_for_the_next() -> None:
    async with ClaudeServer() as server, Claude() as claude:
        assert (await asked(claude, call(server.url, "claude-gone", LARGE), PROMPT))[1].model == LARGE


async def test_a_batch_is_answered_when_the_server_has_worked() -> None:
    now = [0.0]
    async with ClaudeServer(clock=lambda: now[0], batch_seconds=60) as server, Claude() as claude:
        where = call(server.url, SMALL)
        batch = await claude.batches.submit({"a": PROMPT, "b": PROMPT}, where)
        assert await claude.batches.answers(batch, where) is None
        now[0] += 61
        answers = await claude.batches.answers(batch, where)
    assert answers is not None
    assert {id: json.loads(answer.text).keys() for id, answer in answers.items()} == {
        id: {"statements", "overview"} for id in "ab"
    }


async def test_the_list_of_the_service_tells_what_retires() -> None:
    async with ClaudeServer() as server, Claude() as claude:
        listed = await claude.models.list(Server(server.url, (KEY,)))
    of_the_service = {model.id: model for model in MODELS}
    assert SMALL in {model.name for model in listed}
    assert any(model.retires for model in listed)
    for model in listed:
        assert model.retires == ((of_the_service[model.name].retires or "")[:10] or None)
        assert model.max_input_tokens == of_the_service[model.name].max_input_tokens


@pytest.mark.parametrize("auth", ["bearer", "x-api-key"])
@pytest.mark.parametrize("version", [None, "2023-06-01"])
async def test_both_ways_to_send_a_key_and_every_version_are_taken(auth: Any, version: str | None) -> None:
    async with ClaudeServer() as server, Claude() as claude:
        assert await statements(claude, Call(Server(server.url, (KEY,), auth, version), (SMALL,), "slack", "T1")) > 0
