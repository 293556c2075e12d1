"""A token bucket: so many at once, and as many again over its time."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Bucket:
    """Holds `size` tokens; an empty one is full again after `over`.

    Of a bucket one moment is remembered: when it is full. That says everything (the generic cell rate algorithm,
    ITU-T I.371): none is missing once it has passed, and every token taken puts it off by the time of one.
    """

    size: int
    over: timedelta

    def taken(self, full_at: datetime | None, now: datetime) -> datetime:
        """When it is full after one more was taken."""
        return max(full_at or now, now) + self.over / self.size

    def room_at(self, full_at: datetime | None, now: datetime) -> datetime:
        """When a token is there: not after `now` where there is one."""
        return self.taken(full_at, now) - self.over

    def left(self, full_at: datetime | None, now: datetime) -> int:
        """How many whole tokens there are."""
        missing = max(timedelta(), (full_at or now) - now)
        return self.size - math.ceil(round(missing / (self.over / self.size), 6))  # what floats add is no token
