"""What keeps answers for a day."""

from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.models import Channel


@dataclass(frozen=True, slots=True)
class Cached:
    """`seconds` is how long the value took to make, `until` when it is dropped."""

    value: str
    until: datetime
    seconds: float = 0.0


class Cache(Protocol):
    """Answers by key, each bound to a channel and to the messages that it rests on. What is kept is encrypted.

    Keys are of content: the same messages asked the same way. Losing it costs time, never an answer: an implementation
    that cannot reach its server behaves as if nothing were kept.
    """

    async def get(self, channel: Channel, key: str) -> Cached | None: ...

    async def found(self, channel: Channel, keys: Collection[str]) -> Mapping[str, Cached]:
        """As `get`, for many at once: what is kept, by key."""
        ...

    async def put(self, channel: Channel, key: str, cached: Cached, messages: Collection[str]) -> None:
        """Kept until its time, or until one of these messages (ids) is edited or deleted."""
        ...

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        """Whatever rests on one of these messages (ids)."""
        ...

    def making(self, channel: Channel, key: str, waiting: bool = True) -> AbstractAsyncContextManager[bool]:
        """One at a time, over all processes, makes the value of a key; who comes second looks again before making it.

        The block is told whether it is its turn. Who waits longer than a minute, or whose predecessor died, goes on
        without; who is not `waiting` is told at once. An implementation that cannot tell says it is.
        """
        ...
