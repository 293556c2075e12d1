"""One request of a person that a model will be asked for. Answers from the cache take no token."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from core.errors import LimitError
from core.limits.bucket import Bucket
from core.ports.buckets import Buckets
from core.workspace import WorkspaceSettings

FIVE_MINUTES, HOUR = timedelta(minutes=5), timedelta(hours=1)


class Asking:
    """Counts requests by person and workspace, at the time that `clock` tells (aware)."""

    def __init__(self, buckets: Buckets, clock: Callable[[], datetime]) -> None:
        self._buckets = buckets
        self._clock = clock

    async def take(self, platform: str, workspace: str, person: str, settings: WorkspaceSettings) -> None:
        """Before a model is asked for a person (id). Errors: `LimitError`, one sentence with the time."""
        now = self._clock()
        if until := await self._buckets.take(platform, workspace, person, _limits(settings), now):
            raise LimitError(_sentence(until, now), until)

    async def left(self, platform: str, workspace: str, person: str, settings: WorkspaceSettings) -> Sequence[int]:
        """How often they may ask now: of what five minutes hold, and of what an hour holds."""
        return await self._buckets.left(platform, workspace, person, _limits(settings), self._clock())


def _limits(settings: WorkspaceSettings) -> tuple[Bucket, Bucket]:
    return Bucket(settings.person_per_5_minutes, FIVE_MINUTES), Bucket(settings.person_per_hour, HOUR)


def _sentence(until: datetime, now: datetime) -> str:
    """Says how long it takes and not only when: people live in other time zones than the clock."""
    seconds = max(2, math.ceil((until - now).total_seconds()))
    wait = f"{seconds} seconds" if seconds < 100 else f"{math.ceil(seconds / 60)} minutes"
    return f"You have asked often enough for now: ask again in {wait}, at {until:%H:%M:%S} UTC."
