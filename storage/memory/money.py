"""Money and token buckets in this process: for runs that nothing should remain of, and for tests."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.limits.bucket import Bucket
from core.ports import Amount, Entry, Reservation, Window, Word
from core.spending.caps import Caps, Standing, Sums, require_room


@dataclass(frozen=True, slots=True)
class _Counted:
    """An amount on a day; `until` ends the lease of what is only reserved."""

    platform: str
    workspace: str
    day: date
    amount: Amount
    until: datetime | None = None


class MemoryLedger:
    """A `Ledger`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._reserved: dict[int, _Counted] = {}
        self._settled: list[_Counted] = []
        self._known: set[int] = set()
        self._entries: list[Entry] = []
        self._claimed: set[tuple[str, str, Word, date]] = set()

    async def reserve(
        self, platform: str, workspace: str, amount: Amount, caps: Caps, now: datetime, until: datetime
    ) -> Reservation:
        standing = await self.standing(platform, workspace, now)
        require_room(standing, amount.own, amount.listed, caps)
        reservation = Reservation(secrets.randbits(62), platform, workspace, now.date())
        self._reserved[reservation.key] = _Counted(platform, workspace, now.date(), amount, until)
        return reservation

    async def settle(self, entry: Entry, listed: float = 0.0, reservation: Reservation | None = None) -> Standing:
        if reservation is None or reservation.key not in self._known:
            self._entries.append(entry)
            day = reservation.day if reservation else entry.at.date()
            self._settled.append(_Counted(entry.platform, entry.workspace, day, Amount(entry.cost, listed)))
        if reservation:
            self._known.add(reservation.key)
            self._reserved.pop(reservation.key, None)
        return await self.standing(entry.platform, entry.workspace, entry.at)

    async def standing(self, platform: str, workspace: str, now: datetime) -> Standing:
        place, today = (platform, workspace), now.date()
        held = [r for r in self._reserved.values() if r.until and r.until > now]
        week = [_own(self._settled, place, today - timedelta(days=back)) for back in range(7, 0, -1)]
        return Standing(today, _sums(self._settled, place, today), _sums(held, place, today), tuple(week))

    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Entry]:
        found = [e for e in self._entries if e.at in window and workspace in (None, e.workspace)]
        return sorted(found, key=lambda entry: entry.at)

    async def claim(self, platform: str, workspace: str, word: Word, day: date) -> bool:
        claimed = platform, workspace, word, day
        first = claimed not in self._claimed
        self._claimed.add(claimed)
        return first


class MemoryBuckets:
    """`Buckets`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._full_at: dict[tuple[str, str, str], list[datetime]] = {}

    async def take(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> datetime | None:
        full_at = self._full_at.get((platform, workspace, person)) or [now] * len(buckets)
        room_at = max(bucket.room_at(full, now) for bucket, full in zip(buckets, full_at, strict=True))
        if room_at > now:
            return room_at
        taken = [bucket.taken(full, now) for bucket, full in zip(buckets, full_at, strict=True)]
        self._full_at[platform, workspace, person] = taken
        return None

    async def left(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> Sequence[int]:
        full_at = self._full_at.get((platform, workspace, person)) or [now] * len(buckets)
        return [bucket.left(full, now) for bucket, full in zip(buckets, full_at, strict=True)]


def _sums(counted: Sequence[_Counted], place: tuple[str, str], today: date) -> Sums:
    return Sums(
        workspace_day=_own(counted, place, today),
        day=_sum(c.amount.listed for c in counted if c.day == today),
        month=_sum(c.amount.listed for c in counted if c.day >= today.replace(day=1)),
    )


def _own(counted: Sequence[_Counted], place: tuple[str, str], day: date) -> float:
    return _sum(c.amount.own for c in counted if (c.platform, c.workspace) == place and c.day == day)


def _sum(dollars: Iterable[float]) -> float:
    """To a billionth, as a database keeps it: a budget that is spent to the last cent is spent."""
    return round(sum(dollars), 9)
