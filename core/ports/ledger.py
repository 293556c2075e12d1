"""What counts money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Protocol

from core.ports.messages import Window
from core.ports.model import Usage
from core.spending.caps import Caps, Standing


@dataclass(frozen=True, slots=True)
class Amount:
    """US dollars, at the prices of the workspace and at those that the installation counts with."""

    own: float
    listed: float


@dataclass(frozen=True, slots=True)
class Reservation:
    """Room for one call, counted on `day` (UTC)."""

    key: int
    platform: str
    workspace: str
    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One call that was paid for, or an answer that the cache gave: `cached` is what it spared, None for a call.

    `channel` is an id, "" where there is none. `large` is what the large model would have cost. US dollars.
    """

    at: datetime
    platform: str
    workspace: str
    channel: str
    model: str
    purpose: str  # "summary", "digest", …
    usage: Usage
    cost: float
    large: float
    cached: float | None = None


class Word(IntEnum):
    """What an admin is told once. The numbers are stored."""

    SCARCE = 1
    SPENT = 2
    UNUSUAL = 3


class Ledger(Protocol):
    """Reserves before a call and settles after it, for all processes at once. Days are those of UTC.

    What is reserved counts as spent until it is settled, or until its lease ends: then the process has died.
    Errors: `StorageError`.
    """

    async def reserve(
        self, platform: str, workspace: str, amount: Amount, caps: Caps, now: datetime, until: datetime
    ) -> Reservation:
        """`until` ends the lease. Errors: `LimitError` where a cap does not hold the amount: nothing is reserved."""
        ...

    async def settle(self, entry: Entry, listed: float = 0.0, reservation: Reservation | None = None) -> Standing:
        """Counts the entry, `listed` as in `Amount`, on the reservation's day, also where the lease has ended.

        A reservation is settled once; a second time changes nothing, nor where the workspace was erased meanwhile. An
        entry of the cache has no reservation.
        """
        ...

    async def standing(self, platform: str, workspace: str, now: datetime) -> Standing: ...

    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Entry]:
        """The entries of one workspace or of all, the oldest first. Errors: `NotFound`."""
        ...

    async def claim(self, platform: str, workspace: str, word: Word, day: date) -> bool:
        """Whether this process is the one that tells the admin, of a budget that ends on that day: true once."""
        ...
