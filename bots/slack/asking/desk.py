"""What the handlers work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace, Workspaces
from bots.stoppable import Running
from core.answering import Given, Question, Wishes
from core.asking.readers import Nobody, Reader
from core.limits.asking import Asking
from core.ports import Arrivals, Ledger, Posts
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
    """`clock` tells the time (aware)."""

    minutes: Answering
    wishes: Wishes
    messages: Arrivals
    posts: Posts
    settings: SettingsStore
    ledger: Ledger
    limits: Asking
    workspaces: Workspaces
    clock: Callable[[], datetime]
    running: Running = field(default_factory=Running)

    def speaking(self, workspace: SlackWorkspace) -> Speaking:
        return Speaking(workspace, self.clock)
