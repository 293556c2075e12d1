"""What an answer costs, what happens where money runs short, and what is written down of it."""

import asyncio
import json

import pytest

from bots.cli.main import main
from core.ports import Usage
from core.ports.ledger import Entry
from storage.sqlite.session import utc_now
from tests.answering.room import ANA, BEN, PLACE, messages, room, talk
from tests.standins.claude.server import ClaudeServer

LEGAL = [
    (ANA, "Our lawyer says the contract with the printer can be terminated before 30 April."),
    (BEN, "Their lawyer threatens a lawsuit for breach of contract over 4,000 euros."),
    (ANA, "We decided to sign the settlement of the lawsuit on Friday."),
]


async def test_at_the_cap_the_engine_answers_until_an_hour_and_the_admin_is_told_once() -> None:
    async with ClaudeServer() as server, room(server) as there:
        await there.ask()
        await there.set("daily_cap=0.00001")
        for count in (3, 4):
            summary = (await there.ask(newest=count)).summary
            assert summary.engine == "offline"
            assert "until 00:00 UTC on " in str(summary.checks["offline"])
        assert len(server.received) == 1
        [told] = there.admins.told
        assert "today's budget of this workspace is spent. The offline engine answers until 00:00 UTC on " in told


async def test_at_the_cap_what_is_kept_is_still_given() -> None:
    async with ClaudeServer() as server, room(server) as there:
        first = await there.ask()
        await there.set("daily_cap=0.00001")
        again, anew = await there.ask(BEN), await there.ask(BEN, fresh=True)
        assert (again.cached, again.cost, again.summary.engine) == (True, 0.0, first.summary.engine)
        assert list(again.summary.statements()) == list(first.summary.statements())
        assert anew.summary.engine == "offline"
        assert len(server.received) == 1


async def test_a_call_that_the_budget_does_not_hold_is_not_made_and_the_admin_hears_of_it_once() -> None:
    async with ClaudeServer() as server, room(server, talk(60)) as there:
        await there.set("daily_cap=0.0001")
        for count in (50, 55):
            summary = (await there.ask(newest=count)).summary
            assert "room again at 00:00 UTC on " in str(summary.checks["offline"])
        assert server.received == []
        assert len(there.admins.told) == 1


async def test_where_money_is_scarce_no_large_model_is_asked_and_the_answer_says_so() -> None:
    async with ClaudeServer() as server, room(server, messages(LEGAL)) as there:
        spent = Entry(utc_now(), *PLACE, "C2", "claude-opus-5-5", "summary", Usage(), 1.7, 1.7)
        await there.stores.ledger.settle(spent)
        summary = (await there.ask()).summary
        assert there.models == ["claude-haiku-5-5"]
        assert summary.checks["unverified"] == "money is scarce"
        assert len(there.admins.told) == 1


async def test_what_was_paid_is_what_the_server_counted_and_the_audit_log_holds_it() -> None:
    said = [*messages(), *messages([(BEN, "Write to Ana at ana@post.example about it.")], 7)]
    async with ClaudeServer() as server, room(server, said) as there:
        first, second = await there.ask(), await there.ask(BEN)
        assert first.cost == pytest.approx(server.counts["dollars"])
        paid, free = await there.stores.audit.entries()
        assert paid.cost == pytest.approx(first.cost)
        assert free.cost == 0
        assert paid.redactions > 0
        assert paid.route.startswith("One call on claude-haiku-5-5: ")
        assert "of 3,000 tokens, complexity 0." in paid.route
        assert second.cached


async def test_recap_costs_tells_what_was_spent_and_what_cache_and_routing_saved(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with ClaudeServer() as server, room(server) as there:
        paid = await there.ask()
        await there.ask(BEN)
    assert await asyncio.to_thread(main, ["costs", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["cost"] == pytest.approx(paid.cost)
    assert told["saved"]["cache"] == pytest.approx(paid.cost)
    assert told["saved"]["routing"] > 10 * paid.cost
    assert [c["channel"]["name"] for c in told["channels"]] == ["general"]
