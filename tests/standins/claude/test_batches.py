"""Batches and the list of models, as the SDK reads them."""

from collections.abc import Awaitable, Callable
from typing import Any

import anthropic
import pytest

from tests.standins.claude.asking import request, served, transcript
from tests.standins.claude.failing import Failure

OPUS = request(transcript(3), model="claude-opus-5-5", thinking={"type": "adaptive"})


def requests(count: int, **fields: Any) -> Any:
    return [{"custom_id": f"part-{n}", "params": request(transcript(5, n), **fields)} for n in range(1, count + 1)]


async def test_a_batch_ends_after_its_time_with_every_result_in_any_order() -> None:
    now = [1_000.0]
    async with served(batch_seconds=60, clock=lambda: now[0]) as (server, client):
        batch = await client.messages.batches.create(requests=requests(20))
        assert (batch.processing_status, batch.request_counts.processing) == ("in_progress", 20)
        with pytest.raises(anthropic.AnthropicError, match="results_url"):
            await client.messages.batches.results(batch.id)
        now[0] += 61
        ended = await client.messages.batches.retrieve(batch.id)
        results = [x async for x in await client.messages.batches.results(batch.id)]
    assert (ended.processing_status, ended.request_counts.succeeded) == ("ended", 20)
    ids = [x.custom_id for x in results]
    assert sorted(ids) == sorted(x["custom_id"] for x in requests(20))
    assert ids != [x["custom_id"] for x in requests(20)]
    for x in results:
        assert x.result.type == "succeeded"
        assert x.result.message.usage.service_tier == "batch"
    assert server.counts["models"]["claude-haiku-5-5"]["batched"] == 20


async def test_each_request_of_a_batch_fails_for_itself() -> None:
    failures = [Failure("overloaded"), Failure("expired"), None]
    async with served(failures=failures) as (_, client):
        asked = [*requests(3), {"custom_id": "wrong", "params": request("x", model="claude-haiku-9")}]
        batch = await client.messages.batches.create(requests=asked)
        results = {x.custom_id: x.result async for x in await client.messages.batches.results(batch.id)}
    assert {k: x.type for k, x in results.items()} == {
        "part-1": "errored",
        "part-2": "expired",
        "part-3": "succeeded",
        "wrong": "errored",
    }
    wrong = results["wrong"]
    assert wrong.type == "errored"
    assert wrong.error.error.type == "not_found_error"


async def test_a_cancelled_batch_answers_nothing_more() -> None:
    now = [1_000.0]
    async with served(batch_seconds=60, clock=lambda: now[0]) as (server, client):
        batch = await client.messages.batches.create(requests=requests(2))
        assert (await client.messages.batches.cancel(batch.id)).processing_status == "canceling"
        now[0] += 1
        ended = await client.messages.batches.retrieve(batch.id)
    assert (ended.processing_status, ended.request_counts.canceled) == ("ended", 2)
    assert server.counts["models"] == {}


@pytest.mark.parametrize(
    "wrong",
    [[], [*requests(1), *requests(1)], [{**requests(1)[0], "custom_id": "a b"}], [{"custom_id": "a"}]],
    ids=["none", "twice the same id", "an id with a blank", "no params"],
)
async def test_a_batch_that_is_not_one_is_refused(wrong: Any) -> None:
    async with served() as (_, client):
        with pytest.raises(anthropic.BadRequestError):
            await client.messages.batches.create(requests=wrong)


async def test_half_the_price_is_counted_for_a_batch_and_five_times_above_the_cliff() -> None:
    costs = []
    for count in (1, 2):
        async with served() as (server, client):
            if count == 1:
                await client.messages.batches.results(
                    (await client.messages.batches.create(requests=[{"custom_id": "a", "params": OPUS}])).id  # type: ignore[typeddict-item]
                )
            else:
                await client.messages.create(**OPUS)
            costs.append(server.counts["dollars"])
    assert costs[1] == pytest.approx(2 * costs[0])
    async with served() as (server, client):
        used = (await client.messages.create(**request("x" * 500_000))).usage
        assert server.counts["dollars"] == pytest.approx((used.input_tokens * 0.5 + used.output_tokens * 2.5) / 1e6)


async def test_models_are_listed_page_by_page_with_what_retires() -> None:
    async with served() as (_, client):
        whole = [x async for x in client.models.list()]
        paged = [x async for x in client.models.list(limit=1)]
        retired = [x async for x in client.models.list(lifecycle=["retired"])]
        one = await client.models.retrieve("claude-haiku-5-5")
    assert [x.id for x in whole] == [x.id for x in paged]
    assert one.max_input_tokens == 1_000_000
    assert [x.lifecycle for x in retired] == ["retired"]
    assert {x.id: bool(x.retires_at) for x in whole if x.lifecycle == "deprecated"} == {"claude-sonnet-4-5": True}


@pytest.mark.parametrize("lack", ["output_config", "count_tokens", "batches", "models", "thinking"])
async def test_what_a_server_lacks_it_refuses(lack: str) -> None:
    asked = request("x")
    plain = {"model": asked["model"], "messages": asked["messages"]}
    async with served(lacks=[lack]) as (_, client):
        attempts: dict[str, Callable[[], Awaitable[Any]]] = {
            "output_config": lambda: client.messages.create(**{**asked, "thinking": anthropic.omit}),
            "thinking": lambda: client.messages.create(**{**asked, "output_config": anthropic.omit}),
            "count_tokens": lambda: client.messages.count_tokens(**plain),
            "batches": lambda: client.messages.batches.create(requests=requests(1)),
            "models": lambda: client.models.retrieve("claude-haiku-5-5"),
        }
        for name, attempt in attempts.items():
            if name == lack:
                with pytest.raises((anthropic.BadRequestError, anthropic.NotFoundError)):
                    await attempt()
            else:
                await attempt()
