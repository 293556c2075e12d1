"""Windows on one line of time: put together, and what is between them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from core.ports import Window

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def together(windows: Iterable[Window]) -> list[Window]:
    """The same time in as few windows as possible, the oldest first."""
    joined: list[tuple[datetime, datetime]] = []
    for since, until in sorted(map(_ends, windows)):
        if joined and since <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(until, joined[-1][1])
        elif since < until:
            joined.append((since, until))
    return [_window(*ends) for ends in joined]


def gaps(window: Window, stretches: Sequence[Window]) -> Iterator[Window]:
    """What of the window is in none of the stretches (as of `together`), the newest first."""
    since, until = _ends(window)
    for start, end in reversed([_ends(stretch) for stretch in stretches]):
        if end < until and max(end, since) < until:
            yield _window(max(end, since), until)
        until = min(until, start)
        if until <= since:
            return
    if since < until:
        yield _window(since, until)


def common(some: Iterable[Window], others: Sequence[Window]) -> list[Window]:
    """The time that is in both."""
    ends = [(max(a, c), min(b, d)) for a, b in map(_ends, some) for c, d in map(_ends, others)]
    return together(_window(since, until) for since, until in ends if since < until)


def ended(stretches: Iterable[Window], at: datetime) -> list[Window]:
    """Without what is open: it ends at this moment."""
    return together(Window(s.since, at) if s.until is None else s for s in stretches)


def reopened(stretches: Iterable[Window], heard: datetime, at: datetime) -> list[Window]:
    """What is open ends with the latest message heard, or where it began, and is open again from this moment on."""
    return together(part for s in stretches for part in ([s] if s.until else [*_until(s, heard), Window(at)]))


def _until(stretch: Window, heard: datetime) -> list[Window]:
    return [Window(stretch.since, heard)] if (stretch.since or _FIRST) < heard else []


def _ends(window: Window) -> tuple[datetime, datetime]:
    return window.since or _FIRST, window.until or _LAST


def _window(since: datetime, until: datetime) -> Window:
    return Window(None if since == _FIRST else since, None if until == _LAST else until)
