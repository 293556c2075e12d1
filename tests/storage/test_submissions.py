"""What every memory of batches promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.models import Channel
from core.ports.ledger import Reservation
from core.ports.submissions import Submission, Submissions
from core.summary import SummaryRequest
from storage.memory import MemorySubmissions
from storage.sqlite import session
from storage.sqlite.submissions import SqliteSubmissions
from tests.storage.planted import NOON

GENERAL = Channel("slack", "acme", "C1", "general")
DAY = date(2024, 5, 6)
RESERVED = {"a": Reservation(1, "slack", "acme", DAY), "b": Reservation(2, "slack", "acme", DAY)}
SUBMISSION = Submission(
    *("batch 1", NOON, GENERAL, "C1", ("1", "2", "3"), SummaryRequest(focus="prices", language="German")),
    *("haiku", RESERVED, (("1", "2"), ("3",)), "sonnet"),
    since=NOON - timedelta(days=1),
)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Submissions]:
    yield MemorySubmissions()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Submissions]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteSubmissions(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def submissions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Submissions]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_a_submission_comes_back_as_it_was(submissions: Submissions) -> None:
    await submissions.add(SUBMISSION)
    assert await submissions.list() == [SUBMISSION]


async def test_the_oldest_of_all_workspaces_comes_first(submissions: Submissions) -> None:
    other = replace(GENERAL, workspace="globex")
    reserved = {"c": Reservation(3, "slack", "globex", DAY)}
    older = replace(
        SUBMISSION, batch="batch 2", at=NOON - timedelta(hours=1), channel=other, reserved=reserved, verifying=None
    )
    for one in (SUBMISSION, older):
        await submissions.add(one)
    assert await submissions.list() == [older, SUBMISSION]


async def test_of_several_that_remove_it_one_is_told_so(submissions: Submissions) -> None:
    other = replace(SUBMISSION, batch="batch 2")
    for one in (SUBMISSION, other):
        await submissions.add(one)
    assert [await submissions.remove(SUBMISSION), await submissions.remove(SUBMISSION)] == [True, False]
    assert await submissions.list() == [other]


async def test_those_of_one_workspace_are_told_apart_from_those_of_another(submissions: Submissions) -> None:
    other = replace(SUBMISSION, batch="batch 2", channel=replace(GENERAL, workspace="other"), reserved={})
    await submissions.add(SUBMISSION)
    await submissions.add(other)
    assert await submissions.list("slack", "other") == [other]
    assert await submissions.list("discord", "other") == []
    assert len(await submissions.list()) == 2
