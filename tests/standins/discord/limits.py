"""Rate limits: a bucket for each route and top-level resource, 50 requests a second over all, and those on command.

https://docs.discord.com/developers/topics/rate-limits. The real numbers are not documented; these are small enough to
be met by who does not look at the headers. They run by the real clock.
"""

import hashlib
import time
from collections import deque
from dataclasses import dataclass, field

from tests.standins.discord.refusals import Refused

BUCKET_REQUESTS, BUCKET_SECONDS = 50, 1.0
GLOBAL_REQUESTS, GLOBAL_SECONDS = 50, 1.0
SCOPES = ("user", "shared", "global")


@dataclass(slots=True)
class Window:
    ends: float
    left: int


@dataclass(slots=True)
class Limits:
    """`all_requests` may be None: no limit over all."""

    all_requests: int | None = GLOBAL_REQUESTS
    windows: dict[str, Window] = field(default_factory=dict)
    recent: deque[float] = field(default_factory=deque)
    scripted: list[tuple[str, float, str]] = field(default_factory=list)

    def script(self, start: str, seconds: float, scope: str, times: int) -> None:
        """The next requests whose bucket begins so are answered 429."""
        if scope not in SCOPES:
            raise ValueError(f"no such scope: {scope}")
        self.scripted += [(start, seconds, scope)] * times

    def take(self, bucket: str, counted: bool) -> dict[str, str]:
        """The headers of an answer; refuses with 429. Interactions (`counted` says no) are outside the global limit."""
        for n, (start, seconds, scope) in enumerate(self.scripted):
            if f"{bucket}:".startswith(f"{start}:"):
                del self.scripted[n]
                raise _limited(seconds, scope, _headers(bucket, 0, seconds))
        if counted and (wait := self._over_all()):
            raise _limited(wait, "global", {})
        now = time.monotonic()
        window = self.windows.get(bucket)
        if not window or window.ends <= now:
            window = self.windows[bucket] = Window(now + BUCKET_SECONDS, BUCKET_REQUESTS)
        if not window.left:
            raise _limited(window.ends - now, "user", _headers(bucket, 0, window.ends - now))
        window.left -= 1
        return _headers(bucket, window.left, window.ends - now)

    def _over_all(self) -> float:
        now = time.monotonic()
        while self.recent and self.recent[0] <= now - GLOBAL_SECONDS:
            self.recent.popleft()
        if self.all_requests is not None and len(self.recent) >= self.all_requests:
            return self.recent[0] + GLOBAL_SECONDS - now
        self.recent.append(now)
        return 0.0


def _headers(bucket: str, left: int, seconds: float) -> dict[str, str]:
    route = ":".join(bucket.split(":")[:2])
    return {
        "X-RateLimit-Limit": str(BUCKET_REQUESTS),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": f"{time.time() + seconds:.3f}",
        "X-RateLimit-Reset-After": f"{seconds:.3f}",
        "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
    }


def _limited(seconds: float, scope: str, headers: dict[str, str]) -> Refused:
    wait = round(max(seconds, 0.001), 3)
    headers |= {"Retry-After": str(int(wait) + 1), "X-RateLimit-Scope": scope, "Via": "1.1 stand-in"}
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    said = "The resource is being rate limited." if scope == "shared" else "You are being rate limited."
    refused = Refused(429, 0, said, retry_after=wait, **{"global": scope == "global"})
    refused.headers = headers
    return refused
