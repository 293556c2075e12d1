"""Each event into the store, and what follows from an edit or a deletion."""

from collections.abc import Awaitable, Callable, Collection, Sequence

from core.hearing.events import (
    Arrived,
    Cleared,
    Deleted,
    Edited,
    Erased,
    Heard,
    Joined,
    Left,
    Reaction,
    Renamed,
    Restored,
)
from core.models import Channel, Message
from core.ports import Arrivals, Complete, Window

# What rests on these messages (ids) of the channel does not hold any more. Told again where an event comes twice.
Changed = Callable[[Channel, Collection[str]], Awaitable[None]]

# A message came. Told again where it comes twice.
Came = Callable[[Channel, Message], Awaitable[None]]


class Hearing:
    """Events may come in any order, twice, and to several processes at once; an event is stored once.

    `changed` are told of each edit and deletion, `arrived` of each message that is new, or there again; `erase` takes
    a workspace (platform, id) away.
    """

    def __init__(
        self,
        store: Arrivals,
        complete: Complete,
        changed: Sequence[Changed] = (),
        erase: Callable[[str, str], Awaitable[None]] | None = None,
        arrived: Sequence[Came] = (),
    ) -> None:
        self._store = store
        self._complete = complete
        self._changed = changed
        self._erase = erase
        self._arrived = arrived

    async def hear(self, event: Heard) -> None:
        """When it returns the event is on disk, and what rested on what it changed is dropped: then acknowledge.

        Errors: `StorageError`: do not acknowledge, the platform delivers it again.
        """
        match event:
            case Arrived(channel, message):
                await self._store.hear(channel, message)
                await self._came(channel, message)
            case Restored(channel, message, at):
                await self._store.restore(channel, message, at)
                await self._came(channel, message)
            case Edited(channel, message):
                await self._store.edit(channel, message)
                await self._tell(channel, message.id)
            case Deleted(channel, id):
                await self._store.delete(channel, id)
                await self._tell(channel, id)
            case Reaction(channel, reacted):
                await self._store.react(channel, reacted)
            case Cleared(channel, id, at, emoji):
                await self._store.clear(channel, id, at, emoji)
            case Renamed(channel):
                await self._store.rename(channel)
            case _:
                await self._comes_or_goes(event)

    async def _comes_or_goes(self, event: Joined | Left | Erased) -> None:
        match event:
            case Joined(channel, at):
                await self._complete.add(channel, Window(since=at))
            case Left(channel, at):
                await self._complete.end(channel, at)
            case Erased(platform, workspace) if self._erase:
                await self._erase(platform, workspace)

    async def _came(self, channel: Channel, message: Message) -> None:
        for came in self._arrived:
            await came(channel, message)

    async def _tell(self, channel: Channel, message_id: str) -> None:
        for changed in self._changed:
            await changed(channel, [message_id])
