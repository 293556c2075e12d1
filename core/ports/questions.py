"""What remembers what people asked, for buttons that can hold only an id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptQuestion:
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

    async def put(self, kept: KeptQuestion) -> None:
        """New, or instead of the one with this id."""
        ...

    async def get(self, platform: str, workspace: str, id: str) -> KeptQuestion | None:
        """None where it is kept no more."""
        ...

    async def waiting(self, platform: str) -> Sequence[KeptQuestion]:
        """Those that are waiting, the oldest first."""
        ...
