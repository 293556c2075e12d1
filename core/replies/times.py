"""Days and moments as people read them, the same everywhere. What machines read has ISO's form, elsewhere."""

from datetime import date, datetime


def day(at: date, year: int | None = None) -> str:
    """As in: Wed 4 Mar 2026; without the year where it is this one."""
    return f"{at:%a} {at.day} {at:%b}" + ("" if at.year == year else f" {at.year}")


def near(at: date, today: date) -> str:
    """As people say it: "today", "tomorrow", "yesterday", else as `day`, with the year where it is another one."""
    known = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((at - today).days)
    return known or day(at, today.year)


def hour(at: datetime) -> str:
    """Within a sentence that is read these days, and in the zone of its moment: 09:00 on Wed 4 Mar."""
    return f"{at:%H:%M} on {day(at, at.year)}"


def moment(at: datetime) -> str:
    """As in: 4 Mar 2026 09:41 UTC. It is in the zone in which it is told, as those of `span` are."""
    return f"{at.day} {at:%b %Y %H:%M %Z}"


def span(start: datetime, end: datetime) -> str:
    """As in: 2 Mar 2026 09:41 to 17:41 UTC."""
    last = "" if start.date() == end.date() else f"{end.day} {end:%b %Y} "
    return f"{start.day} {start:%b %Y %H:%M} to {last}{end:%H:%M %Z}"
