"""Messages in this process: for a look at an export that nothing should remain of, and for tests."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from core.models import Channel, Message
from core.ports import Window

_Key = tuple[str, str, str]


class MemoryMessages:
    """A `MessageStore`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._places: dict[_Key, _Place] = {}
        self._one_import = asyncio.Lock()

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with self._one_import:
            copy = {key: _Place(place.channel, dict(place.messages)) for key, place in self._places.items()}
            yield _Import(copy)
            self._places = copy

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]:
        found = [p.channel for p in self._places.values() if workspace in (None, p.channel.workspace)]
        return sorted(found, key=lambda c: (c.platform, c.workspace, c.name, c.id))

    async def count(self, channel: Channel) -> int:
        return len(self._messages(channel))

    async def find(self, message_id: str) -> Sequence[tuple[Channel, Message]]:
        return [(c, m[message_id]) for c in await self.channels() if message_id in (m := self._messages(c))]

    async def read(
        self, channel: Channel, window: Window = Window(), thread_id: str | None = None
    ) -> AsyncIterator[Message]:
        messages = self._messages(channel).values()
        for message in sorted(messages, key=lambda m: (m.sent_at is None, m.sent_at)):
            if message.sent_at in window and thread_id in (None, message.thread_id, message.id):
                yield message

    def _messages(self, channel: Channel) -> dict[str, Message]:
        place = self._places.get(_key(channel))
        return place.messages if place else {}


class _Place:
    def __init__(self, channel: Channel, messages: dict[str, Message]) -> None:
        self.channel = channel
        self.messages = messages  # by id, in order of arrival


class _Import:
    def __init__(self, places: dict[_Key, _Place]) -> None:
        self._places = places

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        place = self._places.setdefault(_key(channel), _Place(channel, {}))
        place.channel = channel
        before = len(place.messages)
        for message in messages:
            known = place.messages.get(message.id)
            if known is None or not _edited_later(known, message):
                place.messages[message.id] = message
        return len(place.messages) - before


def _key(channel: Channel) -> _Key:
    return channel.platform, channel.workspace, channel.id


def _edited_later(known: Message, message: Message) -> bool:
    return known.edited_at is not None and (message.edited_at is None or known.edited_at > message.edited_at)
