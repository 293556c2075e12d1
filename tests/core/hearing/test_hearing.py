"""What follows from each event, over the store in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import LaterError
from core.hearing import Arrived, Deleted, Edited, Erased, Hearing, Joined, Left, Reaction, Renamed, Restored
from core.models import Channel, Message, Person
from core.models import Reaction as Count
from core.ports import Reacted, Window
from core.reading import assemble
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
HELLO = Message("1", Person("U1", "Ana"), "Hello", NOON)
EDITED = replace(HELLO, text="Hello all", edited_at=NOON)


class Room:
    def __init__(self) -> None:
        self.store = MemoryMessages()
        self.complete = MemoryComplete(self.store)
        self.changed: list[tuple[str, list[str]]] = []
        self.erased: list[tuple[str, str]] = []
        self.hearing = Hearing(self.store, self.complete, [self._note], self._erase)

    async def _note(self, channel: Channel, messages: Collection[str]) -> None:
        """Notes the texts that are stored when it is told."""
        self.changed.append((",".join(messages), [m.text async for m in self.store.read(channel)]))

    async def _erase(self, platform: str, workspace: str) -> None:
        self.erased.append((platform, workspace))

    async def messages(self) -> list[Message]:
        return [m async for m in self.store.read(GENERAL)]


async def test_events_of_each_kind_change_the_store() -> None:
    room = Room()
    for event in (Reaction(GENERAL, Reacted("1", "U2", "+1", NOON)), Arrived(GENERAL, HELLO), Edited(GENERAL, EDITED)):
        await room.hearing.hear(event)
    assert await room.messages() == [replace(EDITED, reactions=(Count("+1", 1),))]
    await room.hearing.hear(Renamed(replace(GENERAL, name="all")))
    assert [c.name for c in await room.store.channels()] == ["all"]
    await room.hearing.hear(Deleted(GENERAL, "1"))
    assert await room.messages() == []


async def test_a_message_whose_deletion_was_taken_back_came_again() -> None:
    room, came = Room(), list[str]()

    async def note(channel: Channel, message: Message) -> None:
        came.append(message.text)

    hearing = Hearing(room.store, room.complete, arrived=[note])
    for event in (Arrived(GENERAL, HELLO), Deleted(GENERAL, "1")):
        await hearing.hear(event)
    await hearing.hear(Restored(GENERAL, EDITED, datetime.now(UTC) + timedelta(seconds=1)))
    assert await room.messages() == [EDITED]
    assert came == ["Hello", "Hello all"]


async def test_what_rests_on_a_message_is_told_of_after_the_store_has_changed_and_again_with_each_delivery() -> None:
    room = Room()
    for event in (Arrived(GENERAL, HELLO), Edited(GENERAL, EDITED), Deleted(GENERAL, "1"), Deleted(GENERAL, "1")):
        await room.hearing.hear(event)
    assert room.changed == [("1", ["Hello all"]), ("1", []), ("1", [])]


async def test_an_event_is_not_heard_where_something_that_rests_on_it_cannot_be_dropped() -> None:
    async def fails(channel: Channel, messages: Collection[str]) -> None:
        raise LaterError("no cache")

    room = Room()
    hearing = Hearing(room.store, room.complete, [fails])
    with pytest.raises(LaterError):
        await hearing.hear(Deleted(GENERAL, "1"))


async def test_recap_knows_since_when_and_until_when_it_heard_a_channel() -> None:
    room = Room()
    await room.hearing.hear(Joined(GENERAL, NOON))
    assert await room.complete.stretches(GENERAL) == [Window(NOON)]
    await room.hearing.hear(Left(GENERAL, NOON.replace(hour=13)))
    assert await room.complete.stretches(GENERAL) == [Window(NOON, NOON.replace(hour=13))]


async def test_a_workspace_that_takes_recap_away_is_erased() -> None:
    room = Room()
    await room.hearing.hear(Erased("slack", "acme"))
    assert room.erased == [("slack", "acme")]


async def test_posts_of_bots_are_stored_and_left_out_of_answers() -> None:
    room = Room()
    await room.hearing.hear(Arrived(GENERAL, replace(HELLO, author=Person("B1", "Recap", bot=True))))
    transcript = assemble("x", await room.messages(), GENERAL)
    assert [(x.reason, x.count) for x in transcript.left_out] == [("bot post", 1)]
    assert transcript.messages == ()
