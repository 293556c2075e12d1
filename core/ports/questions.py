"""What remembers what people asked, for buttons that can hold only an id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """One question of a person (id). `body` is JSON as the platform packs it; `waiting`: nobody answered it yet."""

    id: str
    platform: str
    workspace: str
    person: str
    body: str
    at: datetime
    waiting: bool = False


class Questions(Protocol):
    """By platform, workspace and id. What was put outlives the process. Errors: `StorageError`."""

    async def put(self, kept: Kept) -> None:
        """New, or instead of the one with this id."""
        ...

    async def get(self, platform: str, workspace: str, id: str) -> Kept | None:
        """None where it is kept no more."""
        ...

    async def waiting(self, platform: str) -> Sequence[Kept]:
        """Those that are waiting, the oldest first."""
        ...
