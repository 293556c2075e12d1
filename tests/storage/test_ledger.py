"""What every ledger promises, run over each of them; and processes that spend the same money."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import LimitError, NotFound
from core.ports import Amount, Entry, Ledger, Reservation, Usage, Window, Word
from core.spending.caps import Caps, Sums
from storage.memory.money import MemoryLedger
from storage.sqlite import session
from storage.sqlite.ledger import SqliteLedger
from storage.sqlite.privacy import SqlitePrivacy
from tests.storage.killed import child, killed_after

NOON = datetime(2024, 5, 30, 12, tzinfo=UTC)
ACME, GLOBEX = ("slack", "acme"), ("slack", "globex")
CAPS = Caps(workspace_day=2, day=3, month=5)
LEASE = timedelta(minutes=10)
ENTRY = Entry(NOON, *ACME, "C1", "haiku", "summary", Usage(1, 2, 3, 4), 1.5, 4.5)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Ledger]:
    yield MemoryLedger()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Ledger]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteLedger(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    async with request.param(tmp_path) as opened:
        yield opened


async def reserve(
    ledger: Ledger, place: tuple[str, str], own: float, listed: float | None = None, now: datetime = NOON
) -> Reservation:
    return await ledger.reserve(*place, Amount(own, own if listed is None else listed), CAPS, now, now + LEASE)


async def spend(ledger: Ledger, place: tuple[str, str], cost: float, at: datetime) -> None:
    entry = Entry(at, *place, "C1", "haiku", "summary", Usage(), cost, cost)
    reservation = await ledger.reserve(*place, Amount(0, 0), CAPS, at, at + LEASE)
    await ledger.settle(entry, cost, reservation)


async def test_what_is_reserved_counts_until_it_is_settled_for_less(ledger: Ledger) -> None:
    reservation = await reserve(ledger, ACME, 1.9)
    with pytest.raises(LimitError, match=r"^today's budget of this workspace does not hold another call") as refused:
        await reserve(ledger, ACME, 0.2)
    assert refused.value.until == datetime(2024, 5, 31, tzinfo=UTC)
    assert "at 00:00 UTC on Fri 31 May" in str(refused.value)
    standing = await ledger.settle(replace(ENTRY, cost=0.1), 0.1, reservation)
    assert (standing.settled, standing.reserved) == (Sums(0.1, 0.1, 0.1), Sums())
    await reserve(ledger, ACME, 1.8)


async def test_the_installation_has_a_day_and_a_month_of_its_own(ledger: Ledger) -> None:
    await spend(ledger, ACME, 1.75, NOON)
    with pytest.raises(LimitError, match="today's budget of the installation"):
        await reserve(ledger, GLOBEX, 1.5)
    await spend(ledger, GLOBEX, 1.75, NOON + timedelta(days=1))
    with pytest.raises(LimitError, match="this month's budget of the installation") as refused:
        await reserve(ledger, ACME, 1.75, now=NOON + timedelta(days=1))
    assert refused.value.until == datetime(2024, 6, 1, tzinfo=UTC)
    await reserve(ledger, ACME, 1.75, now=NOON + timedelta(days=2))


async def test_a_workspace_that_counts_with_a_wrong_price_locks_only_itself_out(ledger: Ledger) -> None:
    with pytest.raises(LimitError, match="today's budget of this workspace"):
        await reserve(ledger, ACME, 50_000, listed=0.001)
    await ledger.settle(replace(ENTRY, cost=90_000.0), 0.001, await reserve(ledger, ACME, 0.001))
    with pytest.raises(LimitError, match="of this workspace"):
        await reserve(ledger, ACME, 0.001)
    await reserve(ledger, GLOBEX, 1.9)


async def test_the_same_id_on_another_platform_has_its_own_budget(ledger: Ledger) -> None:
    await reserve(ledger, ACME, 1.9, listed=0)
    await reserve(ledger, ("discord", "acme"), 1.9, listed=0)


async def test_a_reservation_comes_back_when_its_lease_ends_and_is_still_counted_when_it_was_slow(
    ledger: Ledger,
) -> None:
    slow = await reserve(ledger, ACME, 1.9)
    later = NOON + LEASE
    with pytest.raises(LimitError):
        await reserve(ledger, ACME, 1.9, now=later - timedelta(seconds=1))
    assert (await ledger.standing(*ACME, later)).reserved == Sums()
    await reserve(ledger, ACME, 0.5, now=later)
    assert (await ledger.settle(ENTRY, 1.5, slow)).settled.workspace_day == 1.5


async def test_a_reservation_is_settled_once(ledger: Ledger) -> None:
    reservation = await reserve(ledger, ACME, 1.9)
    for _ in range(2):
        standing = await ledger.settle(ENTRY, 1.5, reservation)
    assert standing.settled == Sums(1.5, 1.5, 1.5)
    assert await ledger.entries() == [ENTRY]


async def test_a_call_over_midnight_counts_on_the_day_on_which_it_began(ledger: Ledger) -> None:
    before = datetime(2024, 5, 31, 23, 59, tzinfo=UTC)
    reservation = await reserve(ledger, ACME, 1.9, now=before)
    standing = await ledger.settle(replace(ENTRY, at=before + timedelta(minutes=2)), 1.5, reservation)
    assert (standing.day, standing.settled, standing.week[-1]) == (date(2024, 6, 1), Sums(), 1.5)


async def test_the_week_before_is_told_day_by_day(ledger: Ledger) -> None:
    for back, cost in ((8, 0.9), (7, 0.7), (2, 0.2), (0, 0.5)):
        await spend(ledger, ACME, cost, NOON - timedelta(days=back))
    await spend(ledger, GLOBEX, 0.1, NOON - timedelta(days=1))
    standing = await ledger.standing(*ACME, NOON)
    assert (standing.week, standing.settled.workspace_day) == ((0.7, 0, 0, 0, 0, 0.2, 0), 0.5)


async def test_entries_come_back_as_they_were_by_time_and_workspace(ledger: Ledger) -> None:
    other = replace(ENTRY, workspace="globex", at=NOON - timedelta(hours=1), cost=0.0, cached=0.25)
    await ledger.settle(ENTRY)
    await ledger.settle(other)
    assert await ledger.entries() == [other, ENTRY]
    assert await ledger.entries(workspace="globex") == [other]
    assert await ledger.entries(Window(since=NOON)) == [ENTRY]
    assert await ledger.entries(Window(until=NOON)) == [other]


async def test_a_word_to_the_admin_is_claimed_once_a_day_and_workspace(ledger: Ledger) -> None:
    today, tomorrow = NOON.date(), NOON.date() + timedelta(days=1)
    assert await ledger.claim(*ACME, Word.SPENT, today)
    assert not await ledger.claim(*ACME, Word.SPENT, today)
    assert await ledger.claim(*ACME, Word.SCARCE, today)
    assert await ledger.claim(*ACME, Word.SPENT, tomorrow)
    assert await ledger.claim(*GLOBEX, Word.SPENT, today)


async def test_the_entries_of_a_workspace_that_nobody_knows_are_an_error(tmp_path: Path) -> None:
    async with _sqlite(tmp_path) as ledger:
        with pytest.raises(NotFound, match="no workspace 'umbrella'"):
            await ledger.entries(workspace="umbrella")


async def test_a_workspace_that_was_erased_during_a_call_is_not_made_again(tmp_path: Path) -> None:
    async with session.opened(tmp_path / "recap.sqlite3") as opened:
        ledger = SqliteLedger(opened)
        reservation = await reserve(ledger, ACME, 1.9)
        await SqlitePrivacy(opened).erase("acme")
        assert (await ledger.settle(ENTRY, 1.5, reservation)).settled == Sums()
        assert list(await opened.keyring()) == []


_AT_99_PERCENT = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from core.errors import LimitError
from core.ports import Amount, Entry, Usage, Word
from core.spending.caps import Caps
from storage.sqlite import session
from storage.sqlite.ledger import SqliteLedger
NOON = datetime(2024, 5, 30, 12, tzinfo=UTC)

async def request(ledger, workspace):
    try:
        held = await ledger.reserve("slack", workspace, Amount(0.005, 0.005), Caps(2, 4, 9), NOON, NOON + timedelta(1))
    except LimitError:
        return 0
    entry = Entry(NOON, "slack", workspace, "C1", "haiku", "summary", Usage(), 0.004, 0.004)
    await ledger.settle(entry, 0.004, held)
    return 1

async def main(path, workspaces, count):
    async with session.opened(Path(path)) as opened:
        ledger = SqliteLedger(opened)
        print("ready", flush=True)
        sys.stdin.readline()
        asked = [request(ledger, w) for w in workspaces.split(",") for _ in range(int(count))]
        print(sum(await asyncio.gather(*asked)), await ledger.claim("slack", "acme", Word.SPENT, NOON.date()))

asyncio.run(main(*sys.argv[1:]))
"""


async def together(path: Path, workspaces: str, counts: tuple[int, ...]) -> list[list[str]]:
    """What each of the processes printed, all let go at once."""
    running = [child(_AT_99_PERCENT, path, workspaces, count) for count in counts]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate()[0].split() for process in running]


async def test_25_requests_of_4_processes_at_99_percent_of_the_cap_never_pass_it(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    async with session.opened(path) as opened:
        ledger = SqliteLedger(opened)
        await ledger.settle(replace(ENTRY, cost=1.98), 1.98)
        printed = await together(path, "acme", (7, 6, 6, 6))
        standing = await ledger.standing(*ACME, NOON)
    granted = sum(int(count) for count, _ in printed)
    assert 3 <= granted <= 4  # of 0.005 reserved 0.004 is spent, and 0.02 is left
    assert standing.settled.workspace_day == pytest.approx(1.98 + granted * 0.004)
    assert standing.settled.workspace_day <= 2
    assert sorted(first for _, first in printed) == ["False", "False", "False", "True"]


async def test_workspaces_of_several_processes_together_never_pass_the_cap_of_the_installation(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    async with session.opened(path) as opened:
        ledger = SqliteLedger(opened)
        await ledger.settle(replace(ENTRY, workspace="umbrella", cost=3.96), 3.96)
        printed = await together(path, "acme,globex", (3, 3, 3, 3))
        standing = await ledger.standing(*ACME, NOON)
    assert 7 <= sum(int(count) for count, _ in printed) <= 9
    assert 3.96 < standing.settled.day <= 4


_RESERVES = """
import asyncio, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from core.ports import Amount
from core.spending.caps import Caps
from storage.sqlite import session
from storage.sqlite.ledger import SqliteLedger
NOON = datetime(2024, 5, 30, 12, tzinfo=UTC)

async def main():
    async with session.opened(Path(sys.argv[1])) as opened:
        await SqliteLedger(opened).reserve(
            "slack", "acme", Amount(1.9, 1.9), Caps(2, 3, 5), NOON, NOON + timedelta(minutes=10))
        print("reserved", flush=True)
        time.sleep(60)

asyncio.run(main())
"""


async def test_a_process_that_is_killed_gives_its_reservation_back(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    killed_after(0, _RESERVES, path)
    async with session.opened(path) as opened:
        with pytest.raises(LimitError):
            await reserve(SqliteLedger(opened), ACME, 1.9)
        await reserve(SqliteLedger(opened), ACME, 1.9, now=NOON + LEASE)
