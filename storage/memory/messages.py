"""Messages in this process: for a look at an export that nothing should remain of, and for tests."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from core.models import Channel, Message, Person
from core.ports import Examined, Window
from core.redaction.spans import Finding

_Key = tuple[str, str, str]


class MemoryMessages:
    """A `MessageStore`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._places: dict[_Key, _Place] = {}
        self._one_import = asyncio.Lock()

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with self._one_import:
            copy = {key: place.copied() for key, place in self._places.items()}
            yield _Import(copy)
            self._places = copy

    async def edit(self, channel: Channel, message: Message) -> None:
        async with self.importing() as batch:
            await batch.add(channel, [message])

    async def delete(self, channel: Channel, message_id: str) -> None:
        async with self.importing() as batch:
            batch.delete(channel, message_id)

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]:
        found = [p.channel for p in self._places.values() if workspace in (None, p.channel.workspace)]
        return sorted(found, key=lambda c: (c.platform, c.workspace, c.name, c.id))

    async def authors(self, platform: str, workspace: str) -> Sequence[Person]:
        places = [
            p for p in self._places.values() if (p.channel.platform, p.channel.workspace) == (platform, workspace)
        ]
        found = {m.author.id: m.author for p in places for m in p.messages.values()}
        return sorted(found.values(), key=lambda person: person.id)

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

    async def unexamined(self, channel: Channel, version: str) -> AsyncIterator[Message]:
        messages = list(self._messages(channel).values())
        examined = await self.findings(channel, version, messages)
        for message in messages:
            if message.id not in examined:
                yield message

    async def keep_findings(self, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
        async with self.importing() as batch:
            batch.keep_findings(channel, version, examined)

    async def findings(
        self, channel: Channel, version: str, messages: Sequence[Message]
    ) -> Mapping[str, tuple[Finding, ...]]:
        place = self._places.get(_key(channel), _Place(channel))
        kept = {m.id: place.findings[m.id] for m in messages if m.id in place.findings and place.holds(m)}
        return {id: found for id, (made_by, found) in kept.items() if made_by == version}

    def _messages(self, channel: Channel) -> dict[str, Message]:
        place = self._places.get(_key(channel))
        return place.messages if place else {}


class _Place:
    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.messages: dict[str, Message] = {}  # by id, in order of arrival
        self.deleted: set[str] = set()
        self.findings: dict[str, tuple[str, tuple[Finding, ...]]] = {}  # by id, with the version that made them

    def holds(self, message: Message) -> bool:
        """Whether the message still has this text."""
        known = self.messages.get(message.id)
        return known is not None and known.text == message.text

    def copied(self) -> "_Place":
        copy = _Place(self.channel)
        copy.messages, copy.deleted, copy.findings = dict(self.messages), set(self.deleted), dict(self.findings)
        return copy


class _Import:
    def __init__(self, places: dict[_Key, _Place]) -> None:
        self._places = places

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        place = self._place(channel)
        before = len(place.messages)
        for message in messages:
            known = place.messages.get(message.id)
            if message.id not in place.deleted and (known is None or not _edited_later(known, message)):
                place.messages[message.id] = message
                place.findings.pop(message.id, None)
        return len(place.messages) - before

    def delete(self, channel: Channel, message_id: str) -> None:
        place = self._place(channel)
        place.messages.pop(message_id, None)
        place.findings.pop(message_id, None)
        place.deleted.add(message_id)

    def keep_findings(self, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
        if place := self._places.get(_key(channel)):
            place.findings.update({m.id: (version, found) for m, found in examined if place.holds(m)})

    def _place(self, channel: Channel) -> _Place:
        place = self._places.setdefault(_key(channel), _Place(channel))
        topic = place.channel.topic if channel.topic is None else channel.topic
        place.channel = replace(channel, topic=topic)
        return place


def _key(channel: Channel) -> _Key:
    return channel.platform, channel.workspace, channel.id


def _edited_later(known: Message, message: Message) -> bool:
    return known.edited_at is not None and (message.edited_at is None or known.edited_at > message.edited_at)
