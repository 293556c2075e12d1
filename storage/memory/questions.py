"""What people asked, in memory."""

from collections.abc import Sequence

from core.ports.questions import KeptQuestion


class MemoryQuestions:
    """A `Questions`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], KeptQuestion] = {}

    async def put(self, kept: KeptQuestion) -> None:
        self._kept[kept.platform, kept.workspace, kept.id] = kept

    async def get(self, platform: str, workspace: str, id: str) -> KeptQuestion | None:
        return self._kept.get((platform, workspace, id))

    async def waiting(self, platform: str) -> Sequence[KeptQuestion]:
        found = (kept for kept in self._kept.values() if kept.platform == platform and kept.waiting)
        return sorted(found, key=lambda kept: kept.at)
