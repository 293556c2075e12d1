"""What the handlers work with."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol

from adapters.slack.speaking import Json, Speaking
from adapters.slack.workspace import SlackWorkspace, Workspaces
from bots import desk


class Say(Protocol):
    """Tells whoever asked, where they asked: nobody else sees it there."""

    def __call__(self, text: str, blocks: list[Json] | None = None) -> Awaitable[object]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(desk.Desk):
    workspaces: Workspaces

    def speaking(self, workspace: SlackWorkspace) -> Speaking:
        return Speaking(workspace, self.clock)
