"""A cache in this process."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from core.models import Channel
from core.ports import Cached
from storage.turns import Turns

_Place = tuple[str, str, str]  # platform, workspace, channel


class MemoryCache:
    """A `Cache`. Not encrypted: the key would stand in the same memory."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._entries: dict[tuple[_Place, str], tuple[Cached, frozenset[str]]] = {}
        self._turns = Turns[tuple[_Place, str]]()

    async def get(self, channel: Channel, key: str) -> Cached | None:
        cached, _ = self._entries.get((_place(channel), key), (None, None))
        return cached if cached and self._clock() < cached.until else None

    async def found(self, channel: Channel, keys: Collection[str]) -> Mapping[str, Cached]:
        return {key: cached for key in keys if (cached := await self.get(channel, key))}

    async def put(self, channel: Channel, key: str, cached: Cached, messages: Collection[str]) -> None:
        now = self._clock()
        self._entries = {id: entry for id, entry in self._entries.items() if now < entry[0].until}
        self._entries[_place(channel), key] = cached, frozenset(messages)

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        place = _place(channel)
        for id in [id for id, (_, on) in self._entries.items() if id[0] == place and not on.isdisjoint(messages)]:
            del self._entries[id]

    def making(self, channel: Channel, key: str, waiting: bool = True) -> AbstractAsyncContextManager[bool]:
        return self._turns.turn((_place(channel), key), waiting)


def _place(channel: Channel) -> _Place:
    return channel.platform, channel.workspace, channel.id
