"""What summaries found, in this process: for tests."""

from collections.abc import Collection, Sequence
from typing import Generic

from core.models import Channel
from core.ports.records import Change, R


class MemoryRecords(Generic[R]):
    """`Records`. What rests on a deleted message it cannot know."""

    def __init__(self) -> None:
        self._records: list[R] = []

    async def change(self, channel: Channel, change: Change[R]) -> Sequence[R]:
        here = await self.list(channel.platform, channel.workspace, channel)
        kept = change(here)
        self._records = [r for r in self._records if _place(r.channel) != _place(channel)] + list(kept)
        return kept

    async def get(self, platform: str, workspace: str, id: str) -> R | None:
        return next((r for r in await self.list(platform, workspace) if r.id == id), None)

    async def list(
        self, platform: str, workspace: str, channel: Channel | None = None, person: str | None = None
    ) -> Sequence[R]:
        found = [r for r in self._records if _place(r.channel)[:2] == (platform, workspace)]
        if channel:
            found = [r for r in found if r.channel.id == channel.id]
        if person is not None:
            found = [r for r in found if r.person and r.person.id == person]
        return sorted(found, key=lambda record: record.at)

    async def rests(self, channel: Channel, messages: Collection[str]) -> bool:
        here = await self.list(channel.platform, channel.workspace, channel)
        return any(not set(messages).isdisjoint(record.sources) for record in here)


def _place(channel: Channel) -> tuple[str, str, str]:
    return channel.platform, channel.workspace, channel.id
