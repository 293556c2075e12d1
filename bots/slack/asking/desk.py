"""What the handlers work with."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from adapters.slack.speaking import Json, Speaking
from adapters.slack.workspace import SlackWorkspace, Workspaces
from bots.stoppable import Running
from core.action_items.item import Item
from core.action_items.preferences import Preferences
from core.answering import Given, Question, Wishes
from core.asking.readers import Nobody, Reader
from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.digests.post import DigestPost
from core.limits.asking import Asking
from core.models import Channel, Person
from core.ports import Arrivals, Ledger, Posts
from core.results import Opinion
from core.workspace import WorkspaceSettings


class Answering(Protocol):
    """`core.answering.Minutes`, as far as people need it."""

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given: ...

    async def opine(
        self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None
    ) -> bool: ...


class Say(Protocol):
    """Tells whoever asked, where they asked: nobody else sees it there."""

    def __call__(self, text: str, blocks: list[Json] | None = None) -> Awaitable[object]: ...


class Items(Protocol):
    """`core.action_items`, as far as people press and list."""

    async def mine(self, platform: str, workspace: str, person: Person) -> Sequence[Item]: ...

    async def here(self, channel: Channel, requester: Person) -> Sequence[Item]: ...

    async def done(self, platform: str, workspace: str, id: str, person: Person) -> Item: ...

    async def not_mine(self, platform: str, workspace: str, id: str, person: Person) -> Item: ...

    async def remind(self, platform: str, workspace: str, id: str, person: Person, at: datetime) -> Item: ...

    async def reassign(self, platform: str, workspace: str, id: str, person: Person, owner: Person) -> Item: ...

    async def preferences(self, platform: str, workspace: str, person: str) -> Preferences: ...

    async def prefer(self, platform: str, workspace: str, person: str, preferences: Preferences) -> None: ...


class Digests(Protocol):
    """`core.digests`, as far as people set them up."""

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]: ...

    async def add(self, digest: Digest, requester: Person) -> Digest: ...

    async def change(self, digest: Digest, requester: Person, *, admin: bool = False) -> Digest: ...

    async def remove(
        self, platform: str, workspace: str, id: str, requester: Person, *, admin: bool = False
    ) -> None: ...

    async def preview(self, digest: Digest, requester: Person) -> DigestPost: ...

    async def costs(self, platform: str, workspace: str) -> Mapping[str, tuple[float, float]]: ...


class Decisions(Protocol):
    async def search(
        self, platform: str, workspace: str, requester: Person, words: str = "", channel: Channel | None = None
    ) -> Sequence[Recorded]: ...


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
    limits: Asking
    workspaces: Workspaces
    clock: Callable[[], datetime]
    running: Running = field(default_factory=Running)

    def speaking(self, workspace: SlackWorkspace) -> Speaking:
        return Speaking(workspace, self.clock)
