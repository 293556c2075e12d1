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
EVERYTHING = ((1, 50),)
PER_THREAD = {"send": _FEW, "create": _FEW, "members": _MORE, "conversations": _MORE, "roster": _ROSTER}


@dataclass(slots=True)
class Limits:
    """For each conversation, and 50 a second for all of them together (one app, one tenant). With `on` off nothing is
    counted, as a load needs it.
    """

    now: Callable[[], float]
    on: bool = True
    times: dict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def count(self, what: str, conversation: str) -> None:
        """Refuses with 429 where one window is full; what is refused does not count."""
        if not (self.on and what and conversation):
            return
        windows = {("everything", ""): EVERYTHING, (what, unquote(conversation).partition(";")[0]): PER_THREAD[what]}
        for key, limits in windows.items():
            self._room(self.times[key], limits)
        for key in windows:
            self.times[key].append(self.now())

    def _room(self, times: deque[float], windows: tuple[tuple[int, int], ...]) -> None:
        now = self.now()
        while times and times[0] <= now - windows[-1][0]:
            times.popleft()
        for seconds, most in windows:
            inside = [at for at in times if at > now - seconds]
            if len(inside) >= most:
                wait = max(1, int(inside[-most] + seconds - now + 0.999))
                raise Refused(429, "TooManyRequests", "API calls quota exceeded", retry_after=wait)
