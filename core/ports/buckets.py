"""What remembers how often people ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.limits.bucket import Bucket


class Buckets(Protocol):
    """Token buckets of each person in each workspace, the same for all processes."""

    async def take(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> datetime | None:
        """One token of each of these buckets, or of none and when all have one again.

        A person's buckets are known by their place in the sequence. Errors: `StorageError`.
        """
        ...

    async def left(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> Sequence[int]:
        """How many whole tokens each of these has; none is taken. Errors: `StorageError`."""
        ...
