"""What all token buckets promise, and how people are refused; also over several processes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import LimitError
from core.limits.asking import Asking
from core.limits.bucket import Bucket
from core.ports import Buckets
from core.workspace import WorkspaceSettings
from storage.memory.money import MemoryBuckets
from storage.sqlite import session
from storage.sqlite.buckets import SqliteBuckets
from tests.storage.killed import child

NOON = datetime(2024, 5, 30, 12, tzinfo=UTC)
SIX, SIXTY = Bucket(6, timedelta(minutes=5)), Bucket(60, timedelta(hours=1))
ANA = ("slack", "acme", "U1")


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Buckets]:
    yield MemoryBuckets()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Buckets]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteBuckets(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def buckets(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Buckets]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_six_at_once_then_one_every_fifty_seconds(buckets: Buckets) -> None:
    assert [await buckets.take(*ANA, [SIX], NOON) for _ in range(6)] == [None] * 6
    room_at = NOON + timedelta(seconds=50)
    assert await buckets.take(*ANA, [SIX], NOON) == room_at
    assert await buckets.take(*ANA, [SIX], room_at - timedelta(seconds=1)) == room_at
    assert await buckets.take(*ANA, [SIX], room_at) is None
    assert await buckets.take(*ANA, [SIX], room_at) == room_at + timedelta(seconds=50)


async def test_a_bucket_is_full_again_after_its_time_and_never_fuller(buckets: Buckets) -> None:
    for start in (NOON, NOON + timedelta(hours=3)):
        assert [await buckets.take(*ANA, [SIX], start) for _ in range(6)] == [None] * 6
        assert await buckets.take(*ANA, [SIX], start) is not None


async def test_what_is_left_is_told_and_nothing_is_taken_by_asking(buckets: Buckets) -> None:
    assert list(await buckets.left(*ANA, [SIX, SIXTY], NOON)) == [6, 60]
    for _ in range(2):
        await buckets.take(*ANA, [SIX, SIXTY], NOON)
    for _ in range(2):
        assert list(await buckets.left(*ANA, [SIX, SIXTY], NOON)) == [4, 58]
    assert list(await buckets.left(*ANA, [SIX, SIXTY], NOON + timedelta(seconds=51))) == [5, 58]
    assert list(await buckets.left("slack", "acme", "U2", [SIX], NOON)) == [6]


async def test_sixty_in_an_hour_are_counted_beside_six_in_five_minutes(buckets: Buckets) -> None:
    """Faster than the larger bucket fills, never faster than the smaller one does."""
    taken = [await buckets.take(*ANA, [SIX, SIXTY], NOON + timedelta(seconds=50 * n)) for n in range(400)]
    assert taken.index(next(filter(None, taken))) > 60
    assert taken[:60] == [None] * 60


async def test_who_is_refused_by_one_bucket_loses_nothing_of_the_other(buckets: Buckets) -> None:
    one, two = Bucket(1, timedelta(hours=1)), Bucket(2, timedelta(minutes=5))
    assert await buckets.take(*ANA, [one, two], NOON) is None
    for _ in range(5):
        assert await buckets.take(*ANA, [one, two], NOON) == NOON + timedelta(hours=1)
    assert await buckets.take(*ANA, [one, two], NOON + timedelta(hours=1)) is None


async def test_people_workspaces_and_platforms_have_buckets_of_their_own(buckets: Buckets) -> None:
    for _ in range(6):
        await buckets.take(*ANA, [SIX], NOON)
    for place in (("slack", "acme", "U2"), ("slack", "globex", "U1"), ("discord", "acme", "U1")):
        assert await buckets.take(*place, [SIX], NOON) is None


async def test_over_the_limit_one_sentence_says_when(buckets: Buckets) -> None:
    now = NOON
    asking = Asking(buckets, lambda: now)
    for _ in range(6):
        await asking.take(*ANA, WorkspaceSettings())
    with pytest.raises(LimitError) as refused:
        await asking.take(*ANA, WorkspaceSettings())
    assert str(refused.value) == "You have asked often enough for now: ask again in 50 seconds, at 12:00:50 UTC."
    assert refused.value.until == NOON + timedelta(seconds=50)
    now = refused.value.until
    await asking.take(*ANA, WorkspaceSettings())


async def test_a_workspace_says_how_often_in_five_minutes_and_how_often_in_an_hour(buckets: Buckets) -> None:
    asking = Asking(buckets, lambda: NOON)
    for often in (WorkspaceSettings(), WorkspaceSettings(person_per_5_minutes=9, person_per_hour=2)):
        place = "slack", f"T{often.person_per_hour}", "U1"
        assert await asking.left(*place, often) == [often.person_per_5_minutes, often.person_per_hour]
        for _ in range(min(often.person_per_5_minutes, often.person_per_hour)):
            await asking.take(*place, often)
        with pytest.raises(LimitError):
            await asking.take(*place, often)
    assert (WorkspaceSettings().person_per_5_minutes, WorkspaceSettings().person_per_hour) == (6, 60)


async def test_full_buckets_leave_no_row(tmp_path: Path) -> None:
    async with session.opened(tmp_path / "recap.sqlite3") as opened:
        buckets = SqliteBuckets(opened)
        await buckets.take(*ANA, [SIX, SIXTY], NOON)
        await buckets.take("slack", "acme", "U2", [SIX], NOON + timedelta(hours=1))
        assert await opened.rows("SELECT count(*) FROM buckets") == [(1,)]


_TAKES = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from core.limits.bucket import Bucket
from storage.sqlite import session
from storage.sqlite.buckets import SqliteBuckets

async def main():
    async with session.opened(Path(sys.argv[1])) as opened:
        buckets, six = SqliteBuckets(opened), [Bucket(6, timedelta(minutes=5))]
        noon = datetime(2024, 5, 30, 12, tzinfo=UTC)
        taken = [await buckets.take("slack", "acme", "U1", six, noon) for _ in range(4)]
        print(taken.count(None))

asyncio.run(main())
"""


async def test_processes_share_the_buckets(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    async with session.opened(path):
        running = [child(_TAKES, path) for _ in range(3)]
        assert sum(int(process.communicate()[0]) for process in running) == 6
