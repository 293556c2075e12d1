"""How many requests are taken, as "Rate limits" tells: more of them are refused with 429 and when to come again."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.standins.claude.answers import Refused

MINUTE = 60.0


class Limits:
    """So many `at_once`, and so many begun within any minute; None is no limit. `clock` gives seconds."""

    def __init__(self, at_once: int | None, per_minute: int | None, clock: Callable[[], float]) -> None:
        self._at_once, self._per_minute, self._clock = at_once, per_minute, clock
        self._under_way = 0
        self._begun: deque[float] = deque()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Raises `Refused` where there is no room."""
        now = self._clock()
        while self._begun and self._begun[0] <= now - MINUTE:
            self._begun.popleft()
        if self._at_once is not None and self._under_way >= self._at_once:
            raise _refused(1.0)
        if self._per_minute is not None and len(self._begun) >= self._per_minute:
            raise _refused(self._begun[0] + MINUTE - now)
        self._begun.append(now)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1


def _refused(seconds: float) -> Refused:
    return Refused(429, "This request would exceed your rate limit", {"retry-after": f"{max(1, round(seconds))}"})
