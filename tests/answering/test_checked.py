"""What a model states is checked, verified where stakes are high, and kept for a reviewer where too much is wrong."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from bots.cli.main import main
from core import prompts
from core.errors import RequestError
from core.review import Draft, release
from core.summary import SummaryRequest
from tests.answering.room import ANA, BEN, CLEO, messages, room, talk
from tests.standins.claude.failing import Failure
from tests.standins.claude.server import ClaudeServer

SMALL, LARGE = "claude-haiku-5-5", "claude-sonnet-5-5"
LEGAL = [
    (ANA, "Our lawyer says the contract with the printer can be terminated before 30 April."),
    (BEN, "Their lawyer threatens a lawsuit for breach of contract over 4,000 euros."),
    (ANA, "We decided to sign the settlement of the lawsuit on Friday."),
    (CLEO, "The insurance pays 2,500 euros of the damages."),
]
Statement = dict[str, Any]


def unsaid(statements: list[Statement], items: Sequence[Sequence[Any]]) -> list[Statement]:
    """One more, of which every word but the matter itself is in its source."""
    invented = "The insurance pays the damages because the lawyer had warned the board."
    return [*statements, {"kind": "point", "text": invented, "sources": [4]}]


def wrong(statements: list[Statement], items: Sequence[Sequence[Any]]) -> list[Statement]:
    """Every second one with a number that nobody said."""
    return [s if n % 2 else {**s, "text": f"{s['text']} It costs 7,777 euros."} for n, s in enumerate(statements)]


async def test_where_stakes_are_high_the_large_model_reads_every_statement_and_what_it_rejects_is_left_out() -> None:
    async with ClaudeServer(edit=unsaid) as server, room(server, messages(LEGAL)) as there:
        summary = (await there.ask()).summary
        assert summary.engine == f"{SMALL} and {LARGE}"
        assert summary.checks["verified"] is True
        assert summary.checks["left_out"] == 1
        assert "warned" not in str(summary)


async def test_where_the_large_model_cannot_be_asked_all_is_unconfirmed_and_nothing_is_kept() -> None:
    refused = Failure("error", status=400, model=LARGE)
    async with ClaudeServer(always=refused) as server, room(server, messages(LEGAL)) as there:
        summary = (await there.ask()).summary
        assert summary.checks["unverified"] == "it could not be asked"
        assert "verified" not in summary.checks
        assert all(s.unconfirmed for s in summary.statements())
        server.fail()
        again = await there.ask()
        assert (again.cached, again.summary.checks["verified"]) == (False, True)


async def test_very_long_transcripts_are_merged_by_the_large_model() -> None:
    async with ClaudeServer() as server, room(server, talk(400)) as there:
        await there.set("part_tokens=1000", "merged_parts=5", "one_call_tokens=1000")
        given = await there.ask()
        assert there.models.count(SMALL) > 5
        titles = [r["output_config"]["format"]["schema"]["title"] for r in there.requests if r["model"] == LARGE]
        assert set(titles) == {"merge"}
        assert given.summary.engine == f"{SMALL} and {LARGE}"
        assert given.cost == pytest.approx(server.counts["dollars"])


async def test_the_large_model_verifies_several_parts_of_an_answer_in_one_reading() -> None:
    async with ClaudeServer() as server, room(server, talk(400)) as there:
        await there.set("part_tokens=3000", "one_call_tokens=3000", "merged_parts=50", "high_stakes_channels=*")
        given = await there.ask()
        assert there.models.count(SMALL) > 2 * there.models.count(LARGE) > 0
        assert given.summary.checks["verified"] is True


async def test_an_answer_of_which_too_much_is_wrong_waits_for_a_reviewer(capsys: pytest.CaptureFixture[str]) -> None:
    async with ClaudeServer(edit=wrong) as server, room(server) as there:
        summary = (await there.ask()).summary
        assert "7,777" not in str(summary)
        assert "did not pass the checks" in str(summary.checks["offline"])
        [draft] = await there.stores.drafts.list()
        assert any("7,777" in failed.statement.text for failed in draft.failed)
        assert await asyncio.to_thread(main, ["review", "list"]) == 0
        listed = capsys.readouterr().out
        assert listed.startswith(f"{draft.id}  ")
        assert listed.endswith(f"  failed {len(draft.failed)} of {draft.summary.checks['stated']}\n")
        assert draft.failed[0].why == "the sources do not give the number 7,777 euros"


def misattributed(statements: list[Statement], items: Sequence[Sequence[Any]]) -> list[Statement]:
    """All of them in the mouth of somebody who wrote another message."""
    authors = {item[0]: item[1] for item in items}
    other = {s["sources"][0]: max(set(authors.values()) - {authors[s["sources"][0]]}) for s in statements}
    return [{**s, "text": f"<PERSON_{other[s['sources'][0]]}> says: The price is 40 euros."} for s in statements]


async def test_a_reviewer_reads_names_and_no_placeholders() -> None:
    async with ClaudeServer(edit=misattributed) as server, room(server) as there:
        await there.ask()
        [draft] = await there.stores.drafts.list()
        whys = " ".join(failed.why for failed in draft.failed)
        assert "the sources do not hold Cleo" in whys
        assert "PERSON" not in whys


async def test_a_draft_is_released_only_to_who_may_still_read_its_sources() -> None:
    delivered: list[Draft] = []

    async def deliver(draft: Draft) -> None:
        delivered.append(draft)

    async with ClaudeServer(edit=wrong) as server, room(server) as there:
        await there.ask(BEN)
        [draft] = await there.stores.drafts.list()
        there.access.ids = {ANA.id}
        with pytest.raises(RequestError, match="may not read #general any more"):
            await release(draft.id, there.stores.drafts, there.access, deliver)
        there.access.ids = {BEN.id}
        await release(draft.id, there.stores.drafts, there.access, deliver)
        assert [d.requester for d in delivered] == [BEN]
        assert await there.stores.drafts.list() == []


async def test_two_versions_of_the_prompt_run_side_by_side_and_recap_compare_shows_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = prompts.load
    monkeypatch.setattr(prompts, "versions", lambda name: (1, 2))
    monkeypatch.setattr(prompts, "load", lambda name, version: f"{load(name, 1)}\nVersion {version}.")
    async with ClaudeServer() as server, room(server) as there:
        await there.set("prompt_versions=1:100")
        first = await there.ask()
        await there.set("prompt_versions=1:0")
        second = await there.ask()
        await there.minutes.opine("slack", "acme", second.id, "up")
        assert (first.summary.checks["prompt"], second.summary.checks["prompt"]) == (1, 2)
        assert second.cached is False
        assert [r["system"].splitlines()[-1] for r in there.requests] == ["Version 1.", "Version 2."]
    assert await asyncio.to_thread(main, ["compare", "--json"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(v["prompt_version"], v["answers"], v["liked"]["count"]) for v in shown] == [(1, 1, 0), (2, 1, 1)]


async def test_the_model_is_asked_for_the_readers_language_and_focus_with_names_hidden() -> None:
    async with ClaudeServer() as server, room(server) as there:
        await there.ask(request=SummaryRequest(focus="what Ben promised", language="German"))
        said = json.dumps(there.requests[0])
        assert "German" in said
        assert "Ben" not in said
        assert "<PERSON_" in there.requests[0]["messages"][0]["content"].rsplit("Only what bears on", 1)[1]


async def test_no_name_and_no_address_reaches_the_server_in_any_request() -> None:
    said = [*messages(LEGAL), *messages([(BEN, "Ana's number is 212-555-0123, mail cleo@press.com.")], 7)]
    async with ClaudeServer(edit=wrong) as server, room(server, said) as there:
        await there.ask()
        sent = b"".join(server.received)
        assert not [name for name in (b"Ana", b"Ben", b"Cleo", b"555-0123", b"press.com") if name in sent]
