"""Nine stays nine, whatever the clocks of a zone do; windows meet without gap and overlap."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.digests.digest import WORKDAYS
from core.digests.slots import following, latest, moment
from tests.core.digests.zones import HOURS, TEN, check, digest_at


@pytest.mark.parametrize("zone", TEN)
def test_every_day_of_a_year_has_its_hour(zone: str) -> None:
    for at in HOURS:
        check(digest_at(zone, at), 2026)


@given(
    zone=st.sampled_from(TEN),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)
def test_whatever_the_days_and_hour_the_last_and_the_next_are_neighbours(
    zone: str, at: time, days: tuple[int, ...], now: datetime
) -> None:
    digest = digest_at(zone, at, days)
    last, next_one = latest(digest, now), following(digest, now)
    assert last.at <= now < next_one.at
    assert following(digest, last.at) == next_one
    assert latest(digest, next_one.at - timedelta(microseconds=1)) == last


def test_an_hour_that_does_not_exist_is_the_first_moment_after_it() -> None:
    assert moment(datetime(2026, 3, 29, 1, 30), "Europe/London") == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert moment(datetime(2026, 3, 8, 2, 15), "America/New_York") == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first_of_them() -> None:
    assert moment(datetime(2026, 10, 25, 1, 30), "Europe/London") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    digest = digest_at("Europe/London", time(1, 30))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert latest(digest, second).key == "2026-10-25T01:30"
    assert following(digest, second).key == "2026-10-26T01:30"


def test_days_of_23_and_25_hours_are_covered_whole() -> None:
    digest = digest_at("Europe/London", time(9))
    for day, hours in ((28, 23), (24, 25)):
        month = 3 if hours == 23 else 10
        one = latest(digest, datetime(2026, month, day, 12, tzinfo=UTC))
        assert following(digest, one.at).at - one.at == timedelta(hours=hours)


def test_a_day_that_a_zone_leaves_out_has_no_hour() -> None:
    digest = digest_at("Pacific/Apia", time(0))
    end_of_29 = datetime(2011, 12, 29, 12, tzinfo=ZoneInfo("Pacific/Apia")).astimezone(UTC)
    assert following(digest, end_of_29).key == "2011-12-31T00:00"


def test_on_workdays_monday_follows_friday() -> None:
    digest = digest_at("Europe/Berlin", time(9), WORKDAYS)
    friday = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert (latest(digest, friday).key, following(digest, friday).key) == ("2026-03-06T09:00", "2026-03-09T09:00")
