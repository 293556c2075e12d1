"""The workspaces that Recap is installed in, as the latest activity of each has told."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Protocol

from adapters.teams.workspace import TeamsWorkspace
from core.errors import NotFound

PLATFORM = "teams"
LOOKED_UP = timedelta(seconds=5)  # for so long another process may not know that a workspace came, moved or went


class Kept(Protocol):
    """What keeps a text for each workspace: `storage.sqlite.installations`."""

    async def put(self, platform: str, workspace: str, body: str) -> None: ...

    async def get(self, platform: str, workspace: str) -> str | None: ...

    async def workspaces(self, platform: str) -> Sequence[str]: ...


class Installed:
    """`Workspaces` from what is kept. An activity that says nothing new is not written again."""

    def __init__(self, kept: Kept, clock: Callable[[], datetime]) -> None:
        self._kept, self._clock = kept, clock
        self._known: dict[str, tuple[TeamsWorkspace, datetime]] = {}

    async def __call__(self, id: str) -> TeamsWorkspace:
        known = self._known.get(id)
        if known is None or known[1] <= self._clock():
            body = await self._kept.get(PLATFORM, id)
            if body is None:
                self.forget(id)
                raise NotFound("Recap is not in this team or chat: an owner can add it there (Apps, then Recap)")
            known = self._remember(TeamsWorkspace(**json.loads(body)))
        return known[0]

    async def ids(self) -> Sequence[str]:
        return await self._kept.workspaces(PLATFORM)

    async def of_team(self, team: str) -> TeamsWorkspace | None:
        """By the id of its General channel."""
        for id in await self.ids():
            if (known := await self(id)).team == team:
                return known
        return None

    async def refresh(self, told: TeamsWorkspace) -> TeamsWorkspace:
        """Where a conversation is reached moves: what an activity tells counts from now on."""
        try:
            before = await self(told.id)
        except NotFound:
            before = None
        team, hears = told.team or (before.team if before else ""), told.hears or bool(before and before.hears)
        now = replace(told, team=team, hears=hears)
        if now != before:
            await self._kept.put(PLATFORM, now.id, json.dumps(asdict(now)))
        return self._remember(now)[0]

    def forget(self, id: str) -> None:
        """It took Recap away. What is kept of it is erased with everything else of the workspace."""
        self._known.pop(id, None)

    def _remember(self, workspace: TeamsWorkspace) -> tuple[TeamsWorkspace, datetime]:
        self._known[workspace.id] = known = workspace, self._clock() + LOOKED_UP
        return known
