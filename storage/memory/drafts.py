"""The review list in this process."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from core.errors import NotFound
from core.models import Channel
from core.review import KEPT, Draft


class MemoryDrafts:
    """`Drafts`. Whoever edits or deletes messages calls `drop`."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._drafts: dict[str, Draft] = {}

    async def add(self, draft: Draft) -> None:
        self._drafts[draft.id] = draft

    async def list(self) -> Sequence[Draft]:
        since = self._clock() - KEPT
        self._drafts = {id: draft for id, draft in self._drafts.items() if draft.at > since}
        return sorted(self._drafts.values(), key=lambda draft: (not draft.high_stakes, draft.at))

    async def get(self, id: str) -> Draft:
        for draft in await self.list():
            if draft.id == id:
                return draft
        raise NotFound(f"no draft '{id}': recap review list")

    async def remove(self, id: str) -> None:
        self._drafts.pop(id, None)

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        """Whatever rests on one of these messages (ids)."""
        place = (channel.platform, channel.workspace, channel.id)
        for draft in list(self._drafts.values()):
            there = draft.channel
            if (there.platform, there.workspace, there.id) == place and not set(messages).isdisjoint(draft.messages):
                del self._drafts[draft.id]
