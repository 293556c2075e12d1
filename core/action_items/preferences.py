"""What a person wants of Recap's messages, and when the next morning list is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

WORKDAYS = range(5)  # Monday to Friday


@dataclass(frozen=True, slots=True)
class Preferences:
    """`hour` is that of the morning list in the person's `zone` (IANA name); `opted_out`: no messages at all."""

    hour: int = 9
    zone: str = "UTC"
    opted_out: bool = False
    morning: bool = True


def next_morning(preferences: Preferences, now: datetime) -> datetime:
    """The next workday's hour after now, in UTC; where a clock change skips it, the hour after."""
    zone = ZoneInfo(preferences.zone)
    day = now.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, time(preferences.hour), zone).astimezone(UTC)
        if moment > now and day.weekday() in WORKDAYS:
            return moment
        day += timedelta(days=1)
