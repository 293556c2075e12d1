"""How often a bot may ask, for each conversation:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from tests.standins.teams.connector.method import Refused

_FEW = ((1, 7), (2, 8), (30, 60), (3600, 1800))
_MORE = ((1, 14), (2, 16), (30, 120), (3600, 3600))
_ROSTER = ((60, 5),)
PER_THREAD = {"send": _FEW, "create": _FEW, "members": _MORE, "conversations": _MORE, "roster": _ROSTER}


@dataclass(slots=True)
class Limits:
    """With `on` off nothing is counted, as a load needs it."""

    now: Callable[[], float]
    on: bool = True
    times: dict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def count(self, what: str, conversation: str) -> None:
        """Refuses with 429 where one window is full; what is refused does not count."""
        if not (self.on and what and conversation):
            return
        now, times = self.now(), self.times[what, unquote(conversation).partition(";")[0]]
        while times and times[0] <= now - PER_THREAD[what][-1][0]:
            times.popleft()
        for seconds, most in PER_THREAD[what]:
            inside = [at for at in times if at > now - seconds]
            if len(inside) >= most:
                wait = max(1, int(inside[-most] + seconds - now + 0.999))
                raise Refused(429, "TooManyRequests", "API calls quota exceeded", retry_after=wait)
        times.append(now)
