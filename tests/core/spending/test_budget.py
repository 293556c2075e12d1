"""What is left of the budget, and what the admin is told of it, once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from core.errors import LimitError, ModelError
from core.ports import Entry, Ledger, Reservation, Usage
from core.spending.bill import Bill
from core.spending.budget import Budget
from core.spending.caps import Level
from core.workspace import WorkspaceSettings
from storage.memory.money import MemoryLedger
from tests.core.spending.scripted import CALL, NOON, Admin, Clock

ACME = ("slack", "acme")
SETTINGS = WorkspaceSettings().changed(["prices=coin:1000000e-1/0"])  # ten tokens are a dollar
COIN = replace(CALL, models=("coin",))
MIDNIGHT = datetime(2024, 5, 31, tzinfo=UTC)


class Office:
    """A budget of $50 a day and $150 a month, its ledger, its admin."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.admin, self.clock = ledger, Admin(), Clock()
        self.keys = count()
        self.budget = Budget(ledger, self.admin, 50, 150, self.clock)

    async def spend(self, dollars: float, settings: WorkspaceSettings = SETTINGS) -> None:
        held = Reservation(next(self.keys), *ACME, self.clock.now.date())
        used = Usage(round(dollars * 10))
        await self.budget.settle(held, CALL, settings, Bill("summary"), "coin", used)

    async def level(self) -> Level:
        return (await self.budget.room(*ACME, SETTINGS)).level


@pytest.fixture
def office() -> Office:
    return Office(MemoryLedger())


async def test_four_fifths_make_it_scarce_and_all_of_it_spent(office: Office) -> None:
    levels = [await office.level()]
    for dollars in (1.5, 0.1, 0.3, 0.1):
        await office.spend(dollars)
        levels.append(await office.level())
    assert levels == [Level.PLENTY, Level.PLENTY, Level.SCARCE, Level.SCARCE, Level.SPENT]
    assert (await office.budget.room(*ACME, SETTINGS)).until == MIDNIGHT
    office.clock.now += timedelta(days=1)
    assert await office.level() is Level.PLENTY


async def test_the_admin_hears_once_of_four_fifths_and_once_of_all_with_the_hour(office: Office) -> None:
    for dollars in (1.6, 0.1, 0.2, 0.1, 0.3):
        await office.spend(dollars)
    assert office.admin.told == [
        (*ACME, "Recap: four fifths of today's budget of this workspace are spent. "
         "The smaller model answers until 00:00 UTC on Fri 31 May."),
        (*ACME, "Recap: today's budget of this workspace is spent. "
         "The offline engine answers until 00:00 UTC on Fri 31 May."),
    ]  # fmt: skip
    office.clock.now += timedelta(days=1)
    await office.spend(2)
    assert len(office.admin.told) == 3


async def test_another_process_on_the_same_ledger_says_it_no_second_time(office: Office) -> None:
    await office.spend(1.6)
    other = Office(office.ledger)
    await other.spend(0.1)
    assert (len(office.admin.told), other.admin.told) == (1, [])


async def test_the_installation_runs_short_for_every_workspace(office: Office) -> None:
    entry = Entry(NOON, "discord", "7", "", "haiku", "digest", Usage(), 41.0, 41.0)
    await office.ledger.settle(entry, 41.0)
    room = await office.budget.room(*ACME, SETTINGS)
    assert (room.level, room.budget) == (Level.SCARCE, "today's budget of the installation")
    office.clock.now += timedelta(days=1)
    await office.ledger.settle(entry, 110.0, Reservation(1, "discord", "7", office.clock.now.date()))
    room = await office.budget.room(*ACME, SETTINGS)
    assert (room.level, room.until) == (Level.SPENT, datetime(2024, 6, 1, tzinfo=UTC))


async def test_the_admin_of_a_workspace_hears_once_that_others_have_spent_what_all_share(office: Office) -> None:
    await office.ledger.settle(Entry(NOON, "discord", "7", "", "haiku", "digest", Usage(), 51.0, 51.0), 51.0)
    for _ in range(2):
        assert await office.level() is Level.SPENT
    assert office.admin.told == [
        (*ACME, "Recap: today's budget of the installation is spent. "
         "The offline engine answers until 00:00 UTC on Fri 31 May."),
    ]  # fmt: skip


async def test_a_call_that_is_refused_tells_the_admin_once(office: Office) -> None:
    for _ in range(2):
        with pytest.raises(LimitError):
            await office.budget.reserve(CALL, WorkspaceSettings(daily_cap=0.01), [Usage(1_000_000)])
    [(*_, text)] = office.admin.told
    assert text.startswith("Recap: today's budget of this workspace does not hold another call: there is room again at")


async def test_a_day_above_three_times_the_median_of_last_week_tells_the_admin_at_once(office: Office) -> None:
    roomy = WorkspaceSettings(daily_cap=100, prices=SETTINGS.prices)
    for back, dollars in enumerate((0.4, 0.2, 0.3, 0.3, 1.0), start=1):
        office.clock.now = NOON - timedelta(days=back)
        await office.spend(dollars, roomy)
    office.clock.now = NOON
    office.admin.told.clear()
    await office.spend(0.8, roomy)
    assert office.admin.told == []
    await office.spend(0.2, roomy)
    await office.spend(0.5, roomy)
    [(*_, text)] = office.admin.told
    assert text == (
        "Recap: today has cost $1.00 so far, more than three times the usual $0.30 of last week: "
        "recap costs tells what for."
    )


async def test_nothing_is_unusual_before_there_are_three_days_to_compare_with(office: Office) -> None:
    office.clock.now = NOON - timedelta(days=1)
    await office.spend(0.1)
    office.clock.now = NOON
    await office.spend(1.5)
    assert office.admin.told == []


async def test_an_admin_who_cannot_be_reached_delays_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: str) -> None:
        raise ModelError("secret text")

    monkeypatch.setattr(office.admin, "tell", fails)
    await office.spend(2)
    assert await office.level() is Level.SPENT
    assert "an admin was not told that money is spent: ModelError" in caplog.text
    assert "secret text" not in caplog.text


async def test_what_the_cache_spared_is_noted_and_costs_nothing(office: Office) -> None:
    await office.budget.spared(CALL, Bill("summary"), 0.25)
    [entry] = await office.ledger.entries()
    assert (entry.cost, entry.cached, entry.purpose) == (0.0, 0.25, "summary")
    assert await office.level() is Level.PLENTY


async def test_a_batch_holds_and_costs_half(office: Office) -> None:
    prompts = [Usage(4), Usage(6)]
    held = await office.budget.reserve(COIN, SETTINGS, prompts, batch=True, lease=timedelta(days=1))
    assert (await office.ledger.standing(*ACME, NOON + timedelta(hours=11))).reserved.workspace_day == 0.5
    bill = Bill("digest")
    await office.budget.settle(held, COIN, SETTINGS, bill, "coin", Usage(10), batch=True)
    assert bill.cost == 0.5
