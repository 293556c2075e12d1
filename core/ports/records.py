"""What remembers what summaries found: action items and decisions, one memory for each of the two."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from core.models import Channel, Person


class Record(Protocol):
    """`person` is whom it is for, None where it is nobody's; `at` is when it was said."""

    @property
    def id(self) -> str: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def at(self) -> datetime: ...
    @property
    def person(self) -> Person | None: ...


R = TypeVar("R", bound=Record)
Change = Callable[[Sequence[R]], Sequence[R]]


class Records(Protocol[R]):
    """Records by workspace and id. What was put outlives the process. Errors: `StorageError`."""

    async def change(self, channel: Channel, change: Change[R]) -> Sequence[R]:
        """Let what `change` makes of those of the channel stand instead of them; returns that.

        At once: two changes, also by two processes, follow each other. A record that rests on a deleted message is not
        put. `change` may be called twice, and does nothing else.
        """
        ...

    async def get(self, platform: str, workspace: str, id: str) -> R | None: ...

    async def list(
        self, platform: str, workspace: str, channel: Channel | None = None, person: str | None = None
    ) -> Sequence[R]:
        """Those of a workspace, of one channel, or for one person (id), by `at`."""
        ...

    async def rests(self, channel: Channel, messages: Collection[str]) -> bool:
        """Whether one of them has one of these messages (ids) of the channel among its sources."""
        ...
