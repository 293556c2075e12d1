"""Events that somebody wants answered: each is handed on once, however often and to however many processes it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from core.limits.bucket import Bucket
from core.ports import Buckets

# Holds one token for longer than any platform delivers an event again (Slack: an hour after the first time).
TAKEN = Bucket(1, timedelta(hours=2))


class Once:
    """Nobody answers an event whose process died with it: it is asked again by whoever waits."""

    def __init__(self, buckets: Buckets, clock: Callable[[], datetime]) -> None:
        self._buckets = buckets
        self._clock = clock

    async def first(self, platform: str, workspace: str, event: str) -> bool:
        """Whether this event (id) is handed on now. Errors: `StorageError`."""
        taken = await self._buckets.take(platform, workspace, f"event {event}", [TAKEN], self._clock())
        return taken is None
