"""Results in this process."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import NotFound
from core.models import Channel
from core.ports import Window
from core.results import Opinion, Result


class MemoryResults:
    """A `Results`."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, str, str], Result] = {}  # by platform, workspace and id

    async def add(self, channel: Channel, requester: str, result: Result) -> None:
        self._results[channel.platform, channel.workspace, result.id] = result

    async def opine(self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None) -> bool:
        known = self._results.get((platform, workspace, id))
        if known:
            self._results[platform, workspace, id] = replace(known, opinion=opinion, reason=reason)
        return known is not None

    async def list(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Result]:
        if workspace is not None and workspace not in {name for _, name, _ in self._results}:
            raise NotFound(f"no workspace '{workspace}'")
        found = [r for (_, name, _), r in self._results.items() if workspace in (None, name) and r.at in window]
        return sorted(found, key=lambda result: result.at)
