"""What must be so of a digest's hours in a time zone, for every day of a year."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.digests.digest import EVERY_DAY, Digest
from core.digests.slots import Slot, before, between, following, latest
from tests.core.digests.stage import DIGEST

SECOND = timedelta(seconds=1)
HOURS = (time(0), time(1, 30), time(2, 30), time(9), time(23, 45))
# With half hours, a change at midnight, a change on a Saturday evening, none at all, and the farthest from Greenwich.
TEN = (
    *("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"),
    *("America/Nuuk", "Africa/Cairo", "Asia/Beirut", "Pacific/Kiritimati", "Pacific/Pago_Pago"),
)


def digest_at(zone: str, at: time, days: tuple[int, ...] = EVERY_DAY) -> Digest:
    return replace(DIGEST, zone=zone, at=at, days=days)


def slots_of(digest: Digest, year: int) -> list[Slot]:
    zone = ZoneInfo(digest.zone)
    start, end = (datetime(y, 1, 1, tzinfo=zone).astimezone(UTC) for y in (year, year + 1))
    return list(between(digest, start - SECOND, end))


def check(digest: Digest, year: int) -> None:
    """One slot on each day that there is, at the hour or the first moment after it; windows meet."""
    slots = slots_of(digest, year)
    days = [date.fromisoformat(slot.key[:10]) for slot in slots]
    all_days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    assert days == [day for day in all_days if day.year == year and day.weekday() in digest.days], digest.zone
    for slot in slots:
        _check_hour(digest, slot)
    for one, next_one in pairwise(slots):
        assert one.at < next_one.at
        _check_around(digest, one, next_one)


def _check_hour(digest: Digest, slot: Slot) -> None:
    """Clocks show the hour for the first time, or skip it here."""
    zone, wanted = ZoneInfo(digest.zone), datetime.fromisoformat(slot.key)
    shown, just_before = slot.at.astimezone(zone), (slot.at - SECOND).astimezone(zone)
    assert just_before.replace(tzinfo=None) < wanted <= shown.replace(tzinfo=None), (digest.zone, slot)
    assert shown.fold == 0, (digest.zone, slot)
    assert wanted.time() == digest.at


def _check_around(digest: Digest, one: Slot, next_one: Slot) -> None:
    """Whenever somebody looks, they see the same two, and no moment is in two windows or in none."""
    middle = one.at + (next_one.at - one.at) / 2
    for moment in (one.at, middle, next_one.at - SECOND):
        assert (latest(digest, moment), following(digest, moment)) == (one, next_one)
    assert before(digest, next_one.at) == one
