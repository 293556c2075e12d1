"""A model that pays: reserved before, settled after, whatever happens in between."""

import asyncio
from dataclasses import replace

import pytest

from core.closing import closing
from core.errors import LimitError, ModelError, OperatorError
from core.ports import Ended, Usage
from core.spending.bill import Bill
from core.spending.budget import Budget
from core.spending.caps import Sums
from core.spending.correction import REMEMBERED, Correction
from core.spending.paid import Paid
from core.workspace import WorkspaceSettings
from storage.memory.money import MemoryLedger
from tests.core.spending.scripted import CALL, NOON, PROMPT, Admin, Clock, Scripted, answer

ENDED = Ended("complete", "claude-haiku-5-5", Usage(9_000, 200))
COST = 0.001  # 9,000 tokens at $0.10 and 200 at $0.50 a million
ESTIMATE = 0.0015  # 10,000 and 1,000


class Till:
    """A ledger, and models that pay into it."""

    def __init__(self, daily_cap: float = 50) -> None:
        self.ledger, self.admin, self.clock = MemoryLedger(), Admin(), Clock()
        self.budget = Budget(self.ledger, self.admin, daily_cap, 150, self.clock)
        self.bill, self.correction = Bill("summary"), Correction()

    def paid(self, model: Scripted, *settings: str) -> Paid:
        return Paid(model, self.budget, WorkspaceSettings().changed(settings), self.bill, self.correction)

    async def sums(self) -> tuple[Sums, Sums]:
        standing = await self.ledger.standing("slack", "acme", NOON)
        return standing.settled, standing.reserved


@pytest.fixture
def till() -> Till:
    return Till()


async def test_an_answer_costs_what_it_used_and_the_bill_says_so_when_it_ends(till: Till) -> None:
    assert await answer(till.paid(Scripted("Hello", ENDED))) == ["Hello", ENDED]
    assert till.bill.cost == pytest.approx(COST)
    assert (till.bill.calls, till.bill.usage) == (1, ENDED.usage)
    assert await till.sums() == (Sums(COST, COST, COST), Sums())
    [entry] = await till.ledger.entries()
    assert (entry.channel, entry.model, entry.purpose, entry.usage) == ("C1", ENDED.model, "summary", ENDED.usage)
    assert entry.large == pytest.approx(20 * COST)


async def test_the_estimate_is_held_while_the_answer_is_written(till: Till) -> None:
    async with closing(till.paid(Scripted("Hello", ENDED)).ask(PROMPT, CALL)) as pieces:
        await anext(pieces)
        assert await till.sums() == (Sums(), Sums(ESTIMATE, ESTIMATE, ESTIMATE))
    assert (await till.sums())[1] == Sums()


async def test_of_a_chain_the_dearest_model_is_reserved_and_the_one_that_answered_is_paid(till: Till) -> None:
    chain = replace(CALL, models=("claude-haiku-5-5", "claude-sonnet-5-5"))
    async with closing(till.paid(Scripted("Hello", ENDED)).ask(PROMPT, chain)) as pieces:
        await anext(pieces)
        assert (await till.sums())[1].day == pytest.approx(0.03)
        assert [piece async for piece in pieces] == [ENDED]
    assert till.bill.cost == pytest.approx(COST)


async def test_who_stops_an_answer_pays_for_what_was_written_so_far(till: Till) -> None:
    model = Scripted("w" * 600, "x" * 600, ENDED)
    async with closing(till.paid(model).ask(PROMPT, CALL)) as pieces:
        await anext(pieces)
    assert model.closed
    assert till.bill.usage == Usage(10_000, 200)
    assert await till.sums() == (Sums(0.0011, 0.0011, 0.0011), Sums())


async def test_a_cancelled_request_is_settled_too(till: Till) -> None:
    class Stalling(Scripted):
        async def ask(self, prompt, call):  # type: ignore[no-untyped-def]
            yield "w" * 600
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await answer(till.paid(Stalling()))
    assert till.bill.usage == Usage(10_000, 200)
    assert (await till.sums())[1] == Sums()


@pytest.mark.parametrize(
    ("error", "used"),
    [
        (ModelError("cut", Usage(9_000, 30)), Usage(9_000, 30)),
        (ModelError("too busy", Usage()), Usage()),
        (ModelError("cut"), Usage(10_000, 200)),
        (OperatorError("wrong key"), Usage()),
    ],
)
async def test_a_broken_answer_costs_what_is_known_of_it_else_what_came(
    till: Till, error: Exception, used: Usage
) -> None:
    with pytest.raises(type(error)):
        await answer(till.paid(Scripted("w" * 600, error)))
    assert till.bill.usage == used
    assert (await till.sums())[1] == Sums()


async def test_past_the_cap_no_model_is_asked_and_the_hour_of_reset_is_told(till: Till) -> None:
    model = Scripted("Hello", ENDED)
    with pytest.raises(LimitError, match=r"there is room again at 00:00 UTC on Fri 31 May$"):
        await answer(till.paid(model, "daily_cap=0.0014"))
    assert (model.asked, till.bill.calls) == (0, 0)


async def test_a_workspace_with_a_key_of_its_own_spends_nothing_of_the_installation() -> None:
    till = Till(daily_cap=0.0001)
    with pytest.raises(LimitError):
        await answer(till.paid(Scripted(ENDED)))
    await answer(till.paid(Scripted(ENDED), "model_key=sk-own"))
    assert (await till.sums())[0] == Sums(COST, 0, 0)


async def test_a_price_that_is_far_off_locks_only_its_own_workspace_out(till: Till) -> None:
    with pytest.raises(LimitError, match="of this workspace"):
        await answer(till.paid(Scripted(ENDED), "prices=claude-haiku-5-5:90000/90000"))
    await answer(till.paid(Scripted(ENDED), "prices=claude-haiku-5-5:0/0"))
    assert (await till.sums())[0] == Sums(0, COST, COST)


async def test_where_a_server_counted_more_than_was_estimated_more_is_reserved_the_next_time(till: Till) -> None:
    await answer(till.paid(Scripted("Hello", Ended("complete", "claude-haiku-5-5", Usage(12_000, 200)))))
    assert await reserved(till) == pytest.approx(0.0017)  # 12,000 and 1,000
    for _ in range(REMEMBERED):
        await answer(till.paid(Scripted("Hello", ENDED)))
    assert await reserved(till) == pytest.approx(ESTIMATE)


async def test_no_count_makes_an_estimate_lower_or_more_than_a_token_for_each_byte(till: Till) -> None:
    await answer(till.paid(Scripted("Hello", Ended("complete", "claude-haiku-5-5", Usage(10, 200)))))
    assert await reserved(till) == pytest.approx(ESTIMATE)
    await answer(till.paid(Scripted("Hello", Ended("complete", "claude-haiku-5-5", Usage(99_000, 200)))))
    assert await reserved(till) == pytest.approx(0.0035)  # 30,000 and 1,000


async def reserved(till: Till) -> float:
    """What is held of the workspace's day while an answer is written."""
    async with closing(till.paid(Scripted("Hello", ENDED)).ask(PROMPT, CALL)) as pieces:
        await anext(pieces)
        return (await till.sums())[1].workspace_day
