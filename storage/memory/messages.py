"""Messages in this process: for a look at an export that nothing should remain of, and for tests."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from core.models import Channel, Message, Person, Reaction
from core.ports import Examined, Reacted, Window
from core.ports.arrivals import with_reaction
from core.redaction.spans import Finding

_Key = tuple[str, str, str]


class MemoryMessages:
    """`Arrivals`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._places: dict[_Key, _Place] = {}
        self._one_import = asyncio.Lock()

    @asynccontextmanager
    async def importing(self) -> "AsyncIterator[_Import]":
        async with self._one_import:
            copy = {key: place.copied() for key, place in self._places.items()}
            yield _Import(copy)
            self._places = copy

    async def hear(self, channel: Channel, message: Message) -> bool:
        async with self.importing() as batch:
            return batch.hear(channel, message)

    async def edit(self, channel: Channel, message: Message) -> None:
        async with self.importing() as batch:
            await batch.add(channel, [batch.with_what_came_before(channel, message)])

    async def delete(self, channel: Channel, message_id: str) -> None:
        async with self.importing() as batch:
            batch.delete(channel, message_id)

    async def restore(self, channel: Channel, message: Message, at: datetime) -> None:
        async with self.importing() as batch:
            batch.undelete(channel, message.id, at)
            await batch.add(channel, [batch.with_what_came_before(channel, message)])

    async def react(self, channel: Channel, reacted: Reacted) -> None:
        async with self.importing() as batch:
            batch.react(channel, reacted)

    async def clear(self, channel: Channel, message_id: str, at: datetime, emoji: str | None = None) -> None:
        async with self.importing() as batch:
            batch.clear(channel, message_id, at, emoji)

    async def rename(self, channel: Channel) -> None:
        async with self.importing() as batch:
            await batch.add(channel, [])

    async def last_active(self, channel: Channel, person: str) -> datetime | None:
        place = self._places.get(_key(channel), _Place(channel))
        wrote = [m.sent_at for m in place.messages.values() if m.author.id == person and m.sent_at]
        return max([*wrote, *(r.at for r in place.reactions.values() if r.person == person)], default=None)

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
        self.deleted: dict[str, datetime] = {}
        self.findings: dict[str, tuple[str, tuple[Finding, ...]]] = {}  # by id, with the version that made them
        self.reactions: dict[_Key, Reacted] = {}  # the latest by message, person and emoji

    def holds(self, message: Message) -> bool:
        """Whether the message still has this text."""
        known = self.messages.get(message.id)
        return known is not None and known.text == message.text

    def copied(self) -> "_Place":
        copy = _Place(self.channel)
        copy.messages, copy.deleted, copy.findings = dict(self.messages), dict(self.deleted), dict(self.findings)
        copy.reactions = dict(self.reactions)
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

    def hear(self, channel: Channel, message: Message) -> bool:
        place = self._place(channel)
        if message.id in place.messages or message.id in place.deleted:
            return False
        place.messages[message.id] = self.with_what_came_before(channel, message)
        root = place.messages.get(message.thread_id or "")
        if root and root.thread_id is None:
            place.messages[root.id] = replace(root, thread_id=root.id)
        return True

    def with_what_came_before(self, channel: Channel, message: Message) -> Message:
        """With the reactions that are known where it has none, and as a root where it has replies."""
        place = self._place(channel)
        reactions, known = message.reactions, place.messages.get(message.id)
        if known and not reactions:
            reactions = known.reactions
        elif not reactions:
            set_before = [r for r in place.reactions.values() if r.message_id == message.id and not r.gone]
            for reacted in sorted(set_before, key=lambda r: r.at):
                reactions = with_reaction(reactions, reacted.emoji, 1)
        has_replies = any(m.thread_id == message.id for m in place.messages.values())
        thread = message.id if has_replies else message.thread_id
        return replace(message, reactions=reactions, thread_id=thread)

    def react(self, channel: Channel, reacted: Reacted) -> None:
        place, key = self._place(channel), (reacted.message_id, reacted.person, reacted.emoji)
        before, message = place.reactions.get(key), place.messages.get(reacted.message_id)
        if reacted.message_id in place.deleted or (before and before.at >= reacted.at):
            return
        place.reactions[key] = reacted
        change = (not reacted.gone) - (before is not None and not before.gone)
        if message:
            if reacted.gone and before is None:
                change = -_came_with_more(message, reacted, place.reactions.values())
            reactions = with_reaction(message.reactions, reacted.emoji, change)
            place.messages[message.id] = replace(message, reactions=reactions)

    def clear(self, channel: Channel, message_id: str, at: datetime, emoji: str | None) -> None:
        place = self._place(channel)
        message, later = place.messages.get(message_id), tuple[Reaction, ...]()
        for key, it in place.reactions.items():
            if it.message_id == message_id and emoji in (None, it.emoji):
                if it.at < at:
                    place.reactions[key] = replace(it, at=at, gone=True)
                elif not it.gone:
                    later = with_reaction(later, it.emoji, 1)
        if message:
            others = [it for it in message.reactions if emoji and it.name != emoji]
            place.messages[message_id] = replace(message, reactions=(*others, *later))

    def delete(self, channel: Channel, message_id: str) -> None:
        place = self._place(channel)
        place.reactions = {key: r for key, r in place.reactions.items() if r.message_id != message_id}
        place.messages.pop(message_id, None)
        place.findings.pop(message_id, None)
        place.deleted[message_id] = datetime.now(UTC)

    def undelete(self, channel: Channel, message_id: str, at: datetime) -> None:
        deleted = self._place(channel).deleted
        if message_id in deleted and deleted[message_id] <= at:
            del deleted[message_id]

    def keep_findings(self, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
        if place := self._places.get(_key(channel)):
            place.findings.update({m.id: (version, found) for m, found in examined if place.holds(m)})

    def _place(self, channel: Channel) -> _Place:
        place = self._places.setdefault(_key(channel), _Place(replace(channel, name=channel.name or channel.id)))
        topic = place.channel.topic if channel.topic is None else channel.topic
        place.channel = replace(channel, name=channel.name or place.channel.name, topic=topic)
        return place


def _key(channel: Channel) -> _Key:
    return channel.platform, channel.workspace, channel.id


def _edited_later(known: Message, message: Message) -> bool:
    return known.edited_at is not None and (message.edited_at is None or known.edited_at > message.edited_at)


def _came_with_more(message: Message, reacted: Reacted, heard: Iterable[Reacted]) -> bool:
    """Whether the message came with more of an emoji than were heard of."""
    same = [r for r in heard if (r.message_id, r.emoji, r.gone) == (message.id, reacted.emoji, False)]
    return any(r.name == reacted.emoji and r.count > len(same) for r in message.reactions)
