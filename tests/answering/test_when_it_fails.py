"""Whatever a server does: what was shown stays, the engine completes it, and the answer says so."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from core.summary import Statement
from storage.sqlite.session import utc_now
from tests.answering.room import messages, room, talk
from tests.standins.claude.answers import message
from tests.standins.claude.failing import Failure
from tests.standins.claude.server import ClaudeServer

SMALL, LARGE = "claude-haiku-5-5", "claude-sonnet-5-5"


class Notes:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def said(self, statement: Statement) -> None:
        self.texts.append(statement.text)


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (Failure("rate_limit"), "HTTP 429|too late"),
        (Failure("rate_limit", retry_after=30), "HTTP 429|too late"),
        (Failure("overloaded"), "HTTP 529|too late"),
        (Failure("error", status=500), "HTTP 500|too late"),
        (Failure("error", status=404), "HTTP 404"),
        (Failure("silent"), "too late"),
        (Failure("stall_first"), "too late"),
        (Failure("refusal", after=0), "refused"),
    ],
)
async def test_where_a_model_gives_nothing_the_engine_answers_and_says_why(failure: Failure, why: str) -> None:
    async with ClaudeServer(always=failure) as server, room(server) as there:
        await there.set("deadline_seconds=1")
        summary = (await there.ask()).summary
        assert summary.engine == "offline"
        assert re.search(why, str(summary.checks["offline"]))
        assert any(summary.statements())


async def test_an_outage_spends_nothing_of_the_budget() -> None:
    async with ClaudeServer(always=Failure("overloaded")) as server, room(server) as there:
        for count in (3, 4, 5):
            assert (await there.ask(newest=count)).cost == 0
        server.fail()
        standing = await there.stores.ledger.standing("slack", "acme", utc_now())
        assert (standing.settled.workspace_day, standing.reserved.workspace_day) == (0, 0)


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (Failure("stall_middle", after=0.7), "fell silent"),
        (Failure("cut", after=0.7), "cannot be reached"),
        (Failure("error_event", after=0.7), "HTTP 529"),
        (Failure("refusal", after=0.7), "refused"),
        (Failure("max_tokens", after=0.7), "cut off"),
    ],
)
async def test_what_was_shown_stays_and_the_engine_completes_it(failure: Failure, why: str) -> None:
    notes = Notes()
    async with ClaudeServer(always=failure) as server, room(server, talk(40)) as there:
        summary = (await there.ask(reader=notes)).summary
        assert summary.engine == f"{SMALL} and offline"
        assert why in str(summary.checks["offline"])
        assert summary.checks["offline_messages"] == 40
        given = {s.text for s in summary.statements()} | {summary.overview}
        assert notes.texts
        assert set(notes.texts) <= given
        server.fail()
        assert not (await there.ask()).cached, "half an answer is not kept"


async def test_events_that_nobody_knows_yet_change_nothing() -> None:
    async with ClaudeServer(always=Failure("unknown")) as server, room(server) as there:
        summary = (await there.ask()).summary
        assert (summary.engine, summary.checks["left_out"]) == (SMALL, 0)
        assert "offline" not in summary.checks


async def test_another_key_is_tried_where_one_has_had_enough() -> None:
    limited = Failure("rate_limit", key="one")
    async with ClaudeServer(always=limited, keys=("one", "two")) as server, room(server, keys="one,two") as there:
        assert (await there.ask()).summary.engine == SMALL


async def test_another_model_answers_where_one_fails_and_the_answer_names_it() -> None:
    async with ClaudeServer(always=Failure("overloaded", model=SMALL)) as server, room(server) as there:
        await there.set("fallback_models=claude-haiku-4-5", "deadline_seconds=3")
        assert (await there.ask()).summary.engine == "claude-haiku-4-5"


async def test_no_request_leaves_the_region_whichever_model_is_asked() -> None:
    async with ClaudeServer(always=Failure("overloaded", model=SMALL)) as server, room(server) as there:
        await there.set("model_region=us", f"fallback_models={LARGE}", "deadline_seconds=3")
        assert (await there.ask()).summary.engine == LARGE
        assert {request.get("inference_geo") for request in there.requests} == {"us"}


@pytest.mark.parametrize("lacks", [["output_config"], ["caching"], ["count_tokens", "models"], ["thinking"]])
async def test_a_server_that_lacks_something_answers_all_the_same(lacks: list[str]) -> None:
    said = [replace(message, thread_id="m1") for message in talk(40)]
    async with ClaudeServer(lacks=lacks) as server, room(server, said) as there:
        given = await there.ask(thread_id="m1")
        assert given.summary.engine == SMALL
        assert "offline" not in given.summary.checks


async def test_a_server_of_the_workspace_is_asked_its_own_way_and_without_the_keys_of_the_installation() -> None:
    own = ClaudeServer(keys=("own",), versions=("2026-10-21",))
    async with ClaudeServer() as usual, own, room(usual) as there:
        await there.set(f"model_url={own.url}", "model_key=own", "model_auth=bearer", "model_version=2026-10-21")
        assert (await there.ask()).summary.engine == SMALL
        assert usual.received == []
        [raw] = own.received
        assert b"authorization: bearer own" in raw.lower()
        assert b"test-key" not in raw


def _plain(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """A server on the premises: its own model, prose around the JSON."""
    decided = {"kind": "decision", "text": "The price of the brochure stays at 40 euros.", "sources": [3]}
    said = json.dumps({"statements": [decided]})
    return 200, message(f"Sure, here it is:\n```json\n{said}\n```", model="llama")


async def test_a_server_on_the_premises_needs_no_key() -> None:
    async with ClaudeServer(_plain, keys=()) as own, room(own, messages(), keys="") as there:
        await there.set(f"model_url={own.url}/", "small_model=llama", "prices=llama:0/0")
        summary = (await there.ask()).summary
        assert [d.text for d in summary.decisions] == ["The price of the brochure stays at 40 euros."]
