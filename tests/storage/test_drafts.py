"""What every review list promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import LaterError, NotFound, RequestError
from core.models import Channel, Person
from core.ports import Drafts
from core.review import Draft, Failed, release
from core.summary import Statement, SummaryRequest
from storage.memory import MemoryDrafts
from storage.sqlite import session
from storage.sqlite.drafts import SqliteDrafts
from tests.core.test_kept import FULL
from tests.storage.planted import NOON, Time

GENERAL = Channel("slack", "acme", "C1", "general")
DRAFT = Draft(
    *("a", NOON, GENERAL, Person("U1", "Ana"), SummaryRequest(100, "the build", "German"), FULL),
    *((Failed(Statement("Ship it Friday", ("1",)), "the day is not in its sources"),), ("1", "2")),
)


@asynccontextmanager
async def _memory(folder: Path, time: Time) -> AsyncIterator[Drafts]:
    yield MemoryDrafts(time)


@asynccontextmanager
async def _sqlite(folder: Path, time: Time) -> AsyncIterator[Drafts]:
    async with session.opened(folder / "recap.sqlite3", clock=time) as opened:
        yield SqliteDrafts(opened)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def drafts(request: pytest.FixtureRequest, tmp_path: Path, time: Time) -> AsyncIterator[Drafts]:
    async with request.param(tmp_path, time) as opened:
        yield opened


async def test_a_draft_comes_back_as_it_was(drafts: Drafts) -> None:
    await drafts.add(DRAFT)
    assert await drafts.get("a") == DRAFT
    assert await drafts.list() == [DRAFT]


async def test_high_stakes_come_first_then_the_oldest(drafts: Drafts) -> None:
    for id, hour, stakes in (("late", 3, False), ("early", 1, False), ("high late", 4, True), ("high", 2, True)):
        at = NOON + timedelta(hours=hour)
        channel = replace(GENERAL, workspace=id)
        await drafts.add(replace(DRAFT, id=id, at=at, high_stakes=stakes, channel=channel))
    assert [draft.id for draft in await drafts.list()] == ["high", "high late", "early", "late"]


async def test_a_draft_is_kept_for_a_week(drafts: Drafts, time: Time) -> None:
    await drafts.add(DRAFT)
    time.now = NOON + timedelta(days=7) - timedelta(seconds=1)
    assert await drafts.list() == [DRAFT]
    time.now = NOON + timedelta(days=7)
    assert await drafts.list() == []
    with pytest.raises(NotFound, match="no draft 'a': recap review list"):
        await drafts.get("a")


async def test_a_removed_draft_is_gone(drafts: Drafts) -> None:
    for id in ("a", "b"):
        await drafts.add(replace(DRAFT, id=id))
    for _ in range(2):
        await drafts.remove("a")
        assert [draft.id for draft in await drafts.list()] == ["b"]


async def test_in_memory_a_dropped_message_takes_its_drafts(time: Time) -> None:
    drafts = MemoryDrafts(time)
    await drafts.add(DRAFT)
    await drafts.drop(GENERAL, ["3"])
    await drafts.drop(replace(GENERAL, workspace="globex"), ["1"])
    assert await drafts.list() == [DRAFT]
    await drafts.drop(GENERAL, ["2"])
    assert await drafts.list() == []


class Access:
    """Says what the test says."""

    def __init__(self, answer: bool | Exception) -> None:
        self._answer = answer
        self.asked = list[tuple[str, Channel]]()

    async def may_read(self, person: str, channel: Channel) -> bool:
        self.asked.append((person, channel))
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


async def test_a_released_draft_is_delivered_once_if_its_requester_may_read_the_sources(drafts: Drafts) -> None:
    delivered, access = list[Draft](), Access(True)

    async def deliver(draft: Draft) -> None:
        delivered.append(draft)

    await drafts.add(DRAFT)
    assert await release("a", drafts, access, deliver) == DRAFT
    assert (delivered, access.asked, await drafts.list()) == ([DRAFT], [("U1", GENERAL)], [])
    with pytest.raises(NotFound):
        await release("a", drafts, access, deliver)


@pytest.mark.parametrize("answer", [False, LaterError("cannot be asked")])
async def test_who_may_not_read_the_sources_any_more_gets_nothing(drafts: Drafts, answer: bool | Exception) -> None:
    async def deliver(draft: Draft) -> None:
        raise AssertionError("delivered")

    await drafts.add(DRAFT)
    with pytest.raises((RequestError, LaterError), match=r"Ana may not read #general any more|cannot be asked"):
        await release("a", drafts, Access(answer), deliver)
    assert await drafts.list() == [DRAFT]


async def test_a_failed_delivery_can_be_repeated(drafts: Drafts) -> None:
    async def deliver(draft: Draft) -> None:
        raise LaterError("away")

    await drafts.add(DRAFT)
    with pytest.raises(LaterError, match="away"):
        await release("a", drafts, Access(True), deliver)
    assert await drafts.list() == [DRAFT]
