"""Time zones by their names, as people type them and platforms tell them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def named(name: str) -> ZoneInfo | None:
    """By its IANA name; None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last: "Europe" is a folder of them
        return None
