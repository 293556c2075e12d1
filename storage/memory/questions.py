"""What people asked, in memory."""

from collections.abc import Sequence

from core.ports.questions import Kept


class MemoryQuestions:
    """A `Questions`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Kept] = {}

    async def put(self, kept: Kept) -> None:
        self._kept[kept.platform, kept.workspace, kept.id] = kept

    async def get(self, platform: str, workspace: str, id: str) -> Kept | None:
        return self._kept.get((platform, workspace, id))

    async def waiting(self, platform: str) -> Sequence[Kept]:
        found = (kept for kept in self._kept.values() if kept.platform == platform and kept.waiting)
        return sorted(found, key=lambda kept: kept.at)
