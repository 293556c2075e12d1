"""Asked again, with other keys and of other models, until the deadline and no later."""

import asyncio
from dataclasses import replace

import pytest

from adapters.claude.breaker import FAILURES, PAUSE_SECONDS, Breakers
from adapters.claude.model import Claude
from adapters.claude.retrying import Patience
from core.errors import ModelError, OperatorError
from core.ports import Call, Server, Usage
from tests.adapters.claude.calls import HURRIED, asked, call
from tests.adapters.claude.scripted import SILENCE, START, Script, ScriptedServer, answer, refusal


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def models(server: ScriptedServer) -> list[str]:
    return [request.body["model"] for request in server.requests]


def keys(server: ScriptedServer) -> list[str]:
    return [request.headers["x-api-key"] for request in server.requests]


@pytest.mark.parametrize("status", [429, 500, 503, 529])
async def test_what_may_pass_is_asked_again(status: int) -> None:
    async with ScriptedServer(refusal(status), refusal(status), answer("Hello")) as server, Claude(HURRIED) as claude:
        assert (await asked(claude, call(server.url)))[0] == "Hello"
    assert len(server.requests) == 3


async def test_a_server_that_asks_to_wait_is_obeyed_where_the_deadline_allows() -> None:
    async with ScriptedServer(refusal(529, retry_after="0.2"), answer("Hello")) as server, Claude(HURRIED) as claude:
        asking = asyncio.create_task(asked(claude, call(server.url)))
        assert (await asyncio.wait({asking}, timeout=0.1))[0] == set()
        assert (await asking)[0] == "Hello"
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [429, 529])
async def test_a_server_that_asks_to_wait_past_the_deadline_is_not_waited_for(status: int) -> None:
    async with ScriptedServer(refusal(status, retry_after="3600"), answer("Hello")) as server, Claude() as claude:
        with pytest.raises(ModelError, match=f"HTTP {status}"):
            await asked(claude, call(server.url))
    assert len(server.requests) == 1


async def test_a_key_that_has_to_wait_is_not_tried_before() -> None:
    clock = Clock()
    async with ScriptedServer(refusal(429, retry_after="60"), answer("Hello")) as server, Claude(HURRIED, clock) as c:
        for _ in range(2):
            with pytest.raises(ModelError):
                await asked(c, call(server.url))
        assert len(server.requests) == 1
        clock.now += 60
        assert (await asked(c, call(server.url)))[0] == "Hello"


async def test_a_server_that_says_nothing_is_left_at_the_deadline_with_what_it_has_counted() -> None:
    async with ScriptedServer(Script([START, SILENCE])) as server, Claude(Patience(deadline=1)) as claude:
        with pytest.raises(ModelError, match="before the deadline") as caught:
            await asked(claude, call(server.url))
        await server.left.wait()
    assert caught.value.used == Usage(100, 1, 40)
    assert len(server.requests) == 1


async def test_the_deadline_of_the_call_goes_before_the_usual_one() -> None:
    async with ScriptedServer(Script([SILENCE])) as server, Claude(Patience(deadline=3600)) as claude:
        soon = asyncio.get_running_loop().time() + 0.05
        with pytest.raises(ModelError, match="before the deadline"):
            await asked(claude, call(server.url, deadline=soon))


@pytest.mark.parametrize("status", [400, 403, 404, 429, 529])
async def test_the_next_model_answers_where_one_fails_in_the_same_region(status: int) -> None:
    failing = [refusal(status)] * {400: 2, 429: HURRIED.attempts, 529: HURRIED.attempts}.get(status, 1)
    async with ScriptedServer(*failing, answer("Hello")) as server, Claude(HURRIED) as claude:
        where = Call(Server(server.url, ("key",), region="eu"), ("small", "large"), "slack", "T1")
        text, ended = await asked(claude, where)
    assert (text, ended.model, models(server)[-1]) == ("Hello", "large", "large")
    assert {request.body["inference_geo"] for request in server.requests} == {"eu"}


async def test_nobody_is_asked_where_no_time_is_left() -> None:
    async with ScriptedServer(answer("Hello")) as server, Claude() as claude:
        with pytest.raises(ModelError, match="no time"):
            await asked(claude, call(server.url, deadline=asyncio.get_running_loop().time()))
    assert server.requests == []


async def test_no_other_model_is_asked_after_the_deadline() -> None:
    async with ScriptedServer(Script([SILENCE])) as server, Claude(Patience(deadline=1)) as claude:
        with pytest.raises(ModelError):
            await asked(claude, call(server.url, "small", "large"))
    assert models(server) == ["small"]


async def test_a_model_that_keeps_failing_is_let_alone_for_a_while() -> None:
    clock = Clock()
    once = replace(HURRIED, attempts=1)
    async with ScriptedServer(*[refusal(529)] * FAILURES, answer("Hello")) as server, Claude(once, clock) as claude:
        for _ in range(FAILURES):
            with pytest.raises(ModelError, match="HTTP 529"):
                await asked(claude, call(server.url))
        with pytest.raises(ModelError, match="let alone"):
            await asked(claude, call(server.url))
        assert len(server.requests) == FAILURES
        assert (await asked(claude, call(server.url, "small", "large")))[1].model == "large"
        clock.now += PAUSE_SECONDS
        assert (await asked(claude, call(server.url, "small", "large")))[1].model == "small"


async def test_answers_that_break_off_count_against_a_model() -> None:
    short = Patience(stall=0.01)
    async with ScriptedServer(Script([*answer("Hello").steps[:3], SILENCE])) as server, Claude(short) as claude:
        for _ in range(FAILURES):
            with pytest.raises(ModelError, match="silent"):
                await asked(claude, call(server.url))
        with pytest.raises(ModelError, match="let alone"):
            await asked(claude, call(server.url))


async def test_after_the_pause_one_request_tries_a_model_and_the_others_wait_for_it() -> None:
    clock = Clock()
    breakers, server = Breakers(clock), Server("http://127.0.0.1:9")
    for _ in range(FAILURES):
        breakers.failed(server, "small")
    clock.now += PAUSE_SECONDS
    breakers.check(server, "small")
    with pytest.raises(ModelError, match="let alone"):
        breakers.check(server, "small")
    breakers.worked(server, "small")
    breakers.check(server, "small")


async def test_failures_with_answers_between_them_open_nothing() -> None:
    once = replace(HURRIED, attempts=1)
    scripts = [refusal(529), answer("Hello")] * FAILURES
    async with ScriptedServer(*scripts) as server, Claude(once) as claude:
        for _ in range(FAILURES):
            with pytest.raises(ModelError, match="HTTP 529"):
                await asked(claude, call(server.url))
            assert (await asked(claude, call(server.url)))[0] == "Hello"


async def test_deadlines_that_were_too_short_do_not_count_against_a_model() -> None:
    silent = [Script([SILENCE])] * FAILURES
    async with ScriptedServer(*silent, answer("Hello")) as server, Claude() as claude:
        while len(server.requests) < FAILURES:
            with pytest.raises(ModelError, match="before the deadline"):
                await asked(claude, call(server.url, deadline=asyncio.get_running_loop().time() + 0.03))
        assert (await asked(claude, call(server.url)))[0] == "Hello"


async def test_a_limit_does_not_count_against_a_model() -> None:
    once = replace(HURRIED, attempts=1)
    async with ScriptedServer(*[refusal(429)] * FAILURES, answer("Hello")) as server, Claude(once) as claude:
        for _ in range(FAILURES):
            with pytest.raises(ModelError, match="HTTP 429"):
                await asked(claude, call(server.url))
        assert (await asked(claude, call(server.url)))[0] == "Hello"


async def test_keys_are_taken_in_turn() -> None:
    async with ScriptedServer(answer("Hello")) as server, Claude() as claude:
        for _ in range(4):
            await asked(claude, call(server.url, keys=("a", "b")))
    assert keys(server) == ["a", "b", "a", "b"]


@pytest.mark.parametrize("status", [401, 429])
async def test_a_key_that_is_refused_or_limited_rests_while_the_next_answers(status: int) -> None:
    async with ScriptedServer(refusal(status), answer("Hello")) as server, Claude(clock=Clock()) as claude:
        for _ in range(3):
            assert (await asked(claude, call(server.url, keys=("a", "b"))))[0] == "Hello"
    assert keys(server) == ["a", "b", "b", "b"]


async def test_where_every_key_is_refused_the_admin_is_told_and_nobody_is_asked_again() -> None:
    async with ScriptedServer(refusal(401)) as server, Claude(clock=Clock()) as claude:
        for _ in range(2):
            with pytest.raises(OperatorError, match="key"):
                await asked(claude, call(server.url, keys=("a", "b")))
    assert keys(server) == ["a", "b"]


async def test_a_limit_is_one_of_a_model_and_a_refusal_one_of_the_key() -> None:
    limited = refusal(429, retry_after="60")
    async with ScriptedServer(limited, answer("Hello"), answer("Hello")) as server, Claude(clock=Clock()) as claude:
        where = call(server.url, "small", "large", keys=("a",))
        assert (await asked(claude, where))[1].model == "large"
        assert (await asked(claude, where))[1].model == "large"
    assert models(server) == ["small", "large", "large"]


async def test_pauses_are_anything_up_to_a_bound_that_doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = []

    def longest(low: float, high: float) -> float:
        bounds.append((low, high))
        return 0.0

    monkeypatch.setattr("adapters.claude.retrying.random.uniform", longest)
    async with ScriptedServer(refusal(529)) as server, Claude() as claude:
        with pytest.raises(ModelError):
            await asked(claude, call(server.url))
    assert bounds[:3] == [(0, 0.25), (0, 0.5), (0, 1.0)]
