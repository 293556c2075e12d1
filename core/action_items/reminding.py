"""When somebody wants to be reminded: a day, at their own hour."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.action_items.preferences import Preferences

MONDAY = 0


def tomorrow(wanted: Preferences, now: datetime) -> datetime:
    return on(_today(wanted, now) + timedelta(days=1), wanted)


def monday(wanted: Preferences, now: datetime) -> datetime:
    """The next one; on a Monday that of next week."""
    today = _today(wanted, now)
    return on(today + timedelta(days=(MONDAY - today.weekday()) % 7 or 7), wanted)


def on(day: date, wanted: Preferences) -> datetime:
    """In the person's time zone."""
    return datetime.combine(day, time(wanted.hour), ZoneInfo(wanted.zone))


def _today(wanted: Preferences, now: datetime) -> date:
    return now.astimezone(ZoneInfo(wanted.zone)).date()
