"""What remembers which part of a channel's past is in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.models import Channel
from core.ports.messages import Window


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a channel is still to be fetched, and when it was last said to be worth a try."""

    channel: Channel
    window: Window
    not_before: datetime


class Complete(Protocol):
    """Stretches of time of which every message is stored. An open end means that Recap hears the channel now.

    Errors: `StorageError`.
    """

    async def stretches(self, channel: Channel) -> Sequence[Window]:
        """Apart from each other, the oldest first."""
        ...

    async def add(self, channel: Channel, window: Window) -> None:
        """This window is complete too."""
        ...

    async def end(self, channel: Channel, at: datetime) -> None:
        """Recap hears the channel no more, from this moment on."""
        ...

    async def interrupted(self, platform: str, at: datetime) -> None:
        """Recap hears again what it heard before, and does not know since when it had not.

        What was open ends with the latest message stored of its channel; from this moment on it is open again.
        """
        ...

    async def want(self, wanted: Wanted) -> None:
        """Fetch this later, with what was wanted of the channel before."""
        ...

    async def claim(self, platform: str, now: datetime, until: datetime) -> Wanted | None:
        """What is due for longest, for one caller of all processes: until then it is given to nobody else."""
        ...

    async def fetched(self, wanted: Wanted) -> None:
        """What was claimed is here: nothing is wanted of the channel any more, but for what came to it meanwhile."""
        ...
