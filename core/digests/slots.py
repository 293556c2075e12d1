"""When a digest is due: local days and hours as moments, whatever the clocks of its zone do.

09:00 stays 09:00. An hour that does not exist on a day is the first moment after it, one that comes twice is the
earlier one, and a day that the zone leaves out has no slot. Time zones are those of the system or of `tzdata`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.digests.digest import Digest

DAY = timedelta(days=1)
# Weekdays come again after seven days; a zone has never left out more than one day.
LOOKED_AT_DAYS = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """`key` is the local date and time, "2026-03-02T09:00", one for each day; `at` is the moment, in UTC."""

    key: str
    at: datetime


def latest(digest: Digest, now: datetime) -> Slot:
    """The last one that is due by now."""
    today = now.astimezone(ZoneInfo(digest.zone)).date()
    return next(slot for slot in _slots(digest, today + DAY, -1) if slot.at <= now)


def following(digest: Digest, moment: datetime) -> Slot:
    """The first one after a moment."""
    today = moment.astimezone(ZoneInfo(digest.zone)).date()
    return next(slot for slot in _slots(digest, today - DAY, 1) if slot.at > moment)


def before(digest: Digest, moment: datetime) -> Slot:
    """The last one before a moment."""
    return latest(digest, moment - timedelta(microseconds=1))


def between(digest: Digest, since: datetime, until: datetime) -> Iterator[Slot]:
    """Those after the one moment and before the other."""
    slot = following(digest, since)
    while slot.at < until:
        yield slot
        slot = following(digest, slot.at)


def _slots(digest: Digest, first: date, step: int) -> Iterator[Slot]:
    for n in range(LOOKED_AT_DAYS):
        day = first + step * n * DAY
        if day.weekday() in digest.days and _exists(day, digest.zone):
            local = datetime.combine(day, digest.at)
            yield Slot(local.isoformat(timespec="minutes"), moment(local, digest.zone))


def _exists(day: date, zone: str) -> bool:
    return moment(datetime.combine(day, time()), zone) < moment(datetime.combine(day + DAY, time()), zone)


@lru_cache(maxsize=4096)
def moment(local: datetime, zone: str) -> datetime:
    """The first moment at which clocks of the zone show this time, or a later one where they skip it."""
    early, late = (local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (1, 0))
    if late <= early:  # it exists: with fold 0 the earlier of two
        return late
    while late - early > timedelta(seconds=1):  # clocks are put forward between the two
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        if middle.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < local:
            early = middle
        else:
            late = middle
    return late


def next_at(digest: Digest, now: datetime) -> datetime | None:
    """When it is posted next, in its own time zone; None where it is paused."""
    return None if digest.paused else following(digest, now).at.astimezone(ZoneInfo(digest.zone))
