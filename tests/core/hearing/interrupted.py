"""A store that heard a channel, and then for a while did not."""

from collections.abc import Collection
from datetime import timedelta

from core.hearing import Arrived, Compared, Comparing, Hearing, Joined
from core.models import Channel, Message
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete
from tests.core.hearing.remembered import GENERAL, NOON, Clock, Remembered, at


class Interrupted:
    """A store with these messages, heard from noon to 900 minutes later, and again 100 minutes after that."""

    def __init__(self, stored: list[Message], every: timedelta = timedelta(0)) -> None:
        self.stored = stored
        self.clock = Clock()
        self.history = Remembered(self.clock, list(stored), every)
        self.store = MemoryMessages()
        self.complete = Compared(MemoryComplete(self.store))
        self.told: list[str] = []
        self.hearing = Hearing(self.store, self.complete, [self._note])
        self.backfill = Comparing(self.history, self.hearing, self.store, self.complete, self.clock, self.clock.sleep)

    async def _note(self, channel: Channel, messages: Collection[str]) -> None:
        self.told += messages

    async def heard(self) -> "Interrupted":
        await self.hearing.hear(Joined(GENERAL, NOON))
        for message in self.stored:
            await self.hearing.hear(Arrived(GENERAL, message))
        await self.complete.interrupted("slack", at(1000))
        return self

    def took_back(self, *ids: str) -> None:
        self.history.messages = [m for m in self.history.messages if m.id not in ids]

    def changed(self, message: Message) -> None:
        self.history.messages = [message if m.id == message.id else m for m in self.history.messages]

    async def texts(self) -> dict[str, str]:
        return {m.id: m.text async for m in self.store.read(GENERAL)}

    async def standing(self) -> str:
        stored = [m async for m in self.store.read(GENERAL)]
        return "".join(m.id for m in self.backfill.standing(GENERAL, stored))
