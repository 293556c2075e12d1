"""What the handlers work with."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace, Workspaces
from core.answering import Given, Question
from core.asking.readers import Nobody, Reader
from core.audit import AuditEntry
from core.limits.asking import Asking
from core.ports import Arrivals, Ledger, Posts, Window
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


class AuditLog(Protocol):
    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[AuditEntry]: ...


class Running:
    """Answers that are being made in this process, so that whoever waits for one can stop it."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Given]] = {}

    async def run(self, key: str, work: Coroutine[Any, Any, Given]) -> Given | None:
        """What the work gives; None where it was stopped. Cancelling the caller cancels the work."""
        task = self._tasks[key] = asyncio.create_task(work)
        try:
            return await task
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current and current.cancelling():
                raise
            return None
        finally:
            del self._tasks[key]

    def stop(self, key: str) -> bool:
        """False where there is nothing to stop any more."""
        task = self._tasks.get(key)
        return task is not None and task.cancel()


@dataclass(frozen=True, slots=True)
class Desk:
    """`clock` tells the time (aware)."""

    minutes: Answering
    messages: Arrivals
    posts: Posts
    settings: SettingsStore
    audit: AuditLog
    ledger: Ledger
    limits: Asking
    workspaces: Workspaces
    clock: Callable[[], datetime]
    running: Running = field(default_factory=Running)

    def speaking(self, workspace: SlackWorkspace) -> Speaking:
        return Speaking(workspace, self.clock)
