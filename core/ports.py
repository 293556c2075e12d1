"""What the core needs of the outside. Each port has two real implementations that pass one contract suite."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.models import Channel, Message


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when: `since` included, `until` not. None is open. Messages without a time are always inside."""

    since: datetime | None = None
    until: datetime | None = None


class Import(Protocol):
    """Writes of one import: all of them take effect together when the block ends, or none does."""

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        """Store what is new, replace what was edited since; returns how many messages were new."""
        ...


class MessageStore(Protocol):
    """Remembers messages by (platform, workspace, channel, id).

    Reading gives messages in the order in which they were sent; those without a time keep the order of arrival.
    Losing the process loses no message whose write had returned. Errors: `StorageError`.
    """

    def importing(self) -> AbstractAsyncContextManager[Import]: ...

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]: ...

    def read(self, channel: Channel, window: Window = Window(), thread_id: str | None = None) -> AsyncIterator[Message]:
        """Messages of a channel, or of one of its threads (its root included)."""
        ...
