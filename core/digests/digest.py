"""A digest as people set it up."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from core.models import Channel, Person

WORDS_MAX = 400  # of a post; details stand in the thread under it
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)

# "weekly": what was decided, what was reversed, what is overdue; else what happened since the last one.
Kind = Literal["daily", "weekly"]


@dataclass(frozen=True, slots=True)
class Digest:
    """`days` are those on which it is posted, 0 = Monday; `at` is the local time of `zone` (IANA name).

    `since` is from when on it reports: when it was set up, or its channels were last changed.
    """

    id: str
    platform: str
    workspace: str
    channels: tuple[Channel, ...]
    destination: Channel
    created_by: Person
    since: datetime
    at: time = time(9)
    days: tuple[int, ...] = WORKDAYS
    zone: str = "UTC"
    kind: Kind = "daily"
    language: str | None = None
    max_words: int = WORDS_MAX
    paused: bool = False
