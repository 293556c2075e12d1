"""How fast Recap may write into one conversation: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from time import monotonic

WINDOWS = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))  # seconds, requests
MARGIN_SECONDS = 0.1  # clocks and ways differ
CONVERSATIONS = 10_000  # remembered: one that was silent for longest is forgotten first


class Pace:
    """Of one process. `now` is in seconds, `sleep` waits for so many."""

    def __init__(
        self, now: Callable[[], float] = monotonic, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._now, self._sleep = now, sleep
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    async def turn(self, conversation: str) -> None:
        """Returns when one more request is within all windows, and counts it."""
        times = self._times.setdefault(conversation, deque())
        self._times.move_to_end(conversation)
        while (wait := self._wait(times)) > 0:
            await self._sleep(wait)
        times.append(self._now())
        if len(self._times) > CONVERSATIONS:
            self._times.popitem(last=False)

    def _wait(self, times: deque[float]) -> float:
        now = self._now()
        while times and times[0] <= now - WINDOWS[-1][0] - MARGIN_SECONDS:
            times.popleft()
        full = (times[-most] + seconds + MARGIN_SECONDS for seconds, most in WINDOWS if len(times) >= most)
        return max(full, default=now) - now
