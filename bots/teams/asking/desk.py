"""What the handlers work with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adapters.teams.speaking import Speaking
from adapters.teams.wire import Place
from bots.stoppable import Running
from bots.teams.tools import Tools
from core.action_items.items import Items
from core.answering import Given, Question, Wishes
from core.asking.readers import Nobody, Reader
from core.decisions.decisions import Decisions
from core.digests.digests import Digests
from core.limits.asking import Asking
from core.ports import Access
from core.results import Opinion
from core.workspace import WorkspaceSettings


class Answering(Protocol):
    """`core.answering.Minutes`, as far as people need it."""

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given: ...

    async def opine(
        self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None
    ) -> bool: ...


class SettingsStore(Protocol):
    async def get(self, platform: str, workspace: str) -> WorkspaceSettings: ...

    async def change(self, platform: str, workspace: str, assignments: Sequence[str]) -> WorkspaceSettings: ...


@dataclass(frozen=True, slots=True)
class Desk:
    tools: Tools
    minutes: Answering
    wishes: Wishes
    items: Items
    digests: Digests
    decisions: Decisions
    access: Access
    limits: Asking
    running: Running = field(default_factory=Running)

    def speaking(self, at: Place) -> Speaking:
        """To the people of where something happened."""
        return self.tools.speaking(at.service_url, at.tenant)
