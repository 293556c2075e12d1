"""How much may be spent, how much was, and whether there is room for more."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from statistics import median
from typing import Literal

from core.errors import LimitError
from core.replies.times import day as day_of

DECIMALS = 9  # of dollars; what floating point adds behind them is no money
SCARCE_FROM = 0.8
UNUSUAL_TIMES = 3
UNUSUAL_DAYS_MIN = 3  # days with spending in the week before; with fewer nothing is usual yet


# By field of `Sums`, the one that is spent longest first.
_BUDGETS = {
    "month": "this month's budget of the installation",
    "day": "today's budget of the installation",
    "workspace_day": "today's budget of this workspace",
}


class Level(IntEnum):
    """What is left: at `SCARCE` the smaller model is asked, at `SPENT` none."""

    PLENTY = 0
    SCARCE = 1
    SPENT = 2

    @property
    def word(self) -> Literal["plenty", "scarce", "spent"]:
        """As `core.routing` takes it."""
        return ("plenty", "scarce", "spent")[self]


@dataclass(frozen=True, slots=True)
class Sums:
    """US dollars: of the workspace today at its own prices, of the installation today and this month."""

    workspace_day: float = 0.0
    day: float = 0.0
    month: float = 0.0


@dataclass(frozen=True, slots=True)
class Caps(Sums):
    """The most that each may be."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the ledger on a day. `week` is what the workspace spent on each of the seven days before."""

    day: date
    settled: Sums
    reserved: Sums = Sums()
    week: tuple[float, ...] = ()

    @property
    def unusual(self) -> bool:
        """Whether the workspace has spent more than three times the median of last week's days with spending."""
        usual = [spent for spent in self.week if spent > 0]
        return len(usual) >= UNUSUAL_DAYS_MIN and self.settled.workspace_day > UNUSUAL_TIMES * median(usual)


@dataclass(frozen=True, slots=True)
class Room:
    """What is left of the budget of which least is left, its name, and when it begins anew."""

    level: Level
    budget: str
    until: datetime


def room(standing: Standing, caps: Caps) -> Room:
    """Of several that are equally spent the one that stays so longest."""
    spent = standing.settled
    return max(
        (Room(_level(getattr(spent, f), getattr(caps, f)), *_about(f, standing.day)) for f in _BUDGETS),
        key=lambda room: room.level,
    )


def require_room(standing: Standing, own: float, listed: float, caps: Caps) -> None:
    """For so many dollars more, at the prices of the workspace and of the installation. Errors: `LimitError`."""
    for field, more in zip(_BUDGETS, (listed, listed, own), strict=True):
        held = getattr(standing.settled, field) + getattr(standing.reserved, field)
        if round(held + more, DECIMALS) > getattr(caps, field):
            name, until = _about(field, standing.day)
            raise LimitError(f"{name} does not hold another call: there is room again at {hour(until)}", until)


def hour(until: datetime) -> str:
    return f"{until:%H:%M} UTC on {day_of(until, until.year)}"


def next_day(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def next_month(day: date) -> datetime:
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return next_day(last)


def _about(field: str, day: date) -> tuple[str, datetime]:
    return _BUDGETS[field], next_month(day) if field == "month" else next_day(day)


def _level(spent: float, cap: float) -> Level:
    if spent >= cap:
        return Level.SPENT
    return Level.SCARCE if spent >= SCARCE_FROM * cap else Level.PLENTY
