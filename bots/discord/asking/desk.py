"""What the handlers work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from adapters.discord.places import Places
from bots.discord.app import Client
from bots.stoppable import Running
from core.action_items.items import Items
from core.answering import Given, Question, Wishes
from core.asking.readers import Nobody, Reader
from core.decisions.decisions import Decisions
from core.digests.digests import Digests
from core.limits.asking import Asking
from core.ports import Access, Arrivals, Ledger, Posts, Questions
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
    items: Items
    digests: Digests
    decisions: Decisions
    access: Access
    limits: Asking
    client: Client
    places: Places
    questions: Questions
    clock: Callable[[], datetime]
    running: Running = field(default_factory=Running)
