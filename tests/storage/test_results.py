"""What every store of results promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import NotFound
from core.models import Channel
from core.ports import Results, Window
from core.results import Checks, Result
from storage.memory import MemoryResults
from storage.sqlite import session
from storage.sqlite.results import SqliteResults
from tests.storage.planted import NOON

GENERAL = Channel("slack", "acme", "C1", "general")
ELSEWHERE = Channel("slack", "globex", "C1", "general")
FULL = Result("a", NOON, "claude-haiku", 2, Checks(12, 1, 2, 3), 0.0021, 1.5, True, "down", "Péter's date is wrong")


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Results]:
    yield MemoryResults()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Results]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteResults(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def results(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Results]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_a_result_comes_back_as_it_was(results: Results) -> None:
    bare = Result("b", NOON + timedelta(hours=1), "offline")
    for result in (bare, FULL):
        await results.add(GENERAL, "U1", result)
    assert await results.list() == [FULL, bare]


async def test_results_are_told_apart_by_time_and_workspace(results: Results) -> None:
    await results.add(GENERAL, "U1", FULL)
    await results.add(ELSEWHERE, "U1", replace(FULL, at=NOON + timedelta(hours=1)))
    assert [r.at for r in await results.list(workspace="acme")] == [NOON]
    assert [r.at for r in await results.list(Window(NOON + timedelta(seconds=1)))] == [NOON + timedelta(hours=1)]
    assert [r.at for r in await results.list(Window(until=NOON + timedelta(hours=1)))] == [NOON]
    with pytest.raises(NotFound, match="no workspace 'umbrella'"):
        await results.list(workspace="umbrella")


async def test_the_latest_opinion_counts(results: Results) -> None:
    await results.add(GENERAL, "U1", FULL)
    await results.add(ELSEWHERE, "U1", FULL)
    assert await results.opine("slack", "acme", "a", "up")
    [mine] = await results.list(workspace="acme")
    assert (mine.opinion, mine.reason) == ("up", None)
    assert await results.list(workspace="globex") == [FULL]
    assert await results.opine("slack", "acme", "a", "down", "Too long")
    [mine] = await results.list(workspace="acme")
    assert (mine.opinion, mine.reason) == ("down", "Too long")


async def test_an_opinion_of_an_answer_that_is_not_known_is_none(results: Results) -> None:
    assert not await results.opine("slack", "acme", "a", "up")
    await results.add(GENERAL, "U1", FULL)
    assert not await results.opine("slack", "acme", "b", "up")
    assert not await results.opine("discord", "acme", "a", "up")
