"""Who reads along where a digest is posted."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Set
from datetime import datetime, timedelta
from typing import Any, TypeVar

from adapters.slack import membership
from adapters.slack.errors import explained
from adapters.slack.membership import at_home, channel_now, open_to_all, public, shared
from adapters.slack.workspace import SlackWorkspace, Workspaces
from core.errors import NotFound
from core.models import Channel

KNOWN = timedelta(seconds=30)  # the digests of one workspace that are due together ask Slack once
ASKED_MAX = 20  # people asked for one by one; for more of them all of the workspace are listed
PAGE_PEOPLE = 1000

User = Mapping[str, Any]
T = TypeVar("T")


class SlackAudience:
    """`Audience`. A public channel may be read by everybody of the workspace but guests, whoever is in it now.

    A public channel that is shared (Slack Connect) may be read by people of another company whom nobody here can list:
    it is told only what was said in it. A private one is told what all of its members may read.
    """

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self._workspaces = workspaces
        self._clock = clock
        self._known: dict[tuple[str, ...], tuple[datetime, Any]] = {}
        self._asking: dict[tuple[str, ...], asyncio.Lock] = {}

    async def all_may_read(self, destination: Channel, source: Channel) -> bool:
        """Errors also: `OperatorError` where Slack refuses to say; then not all may."""
        if destination.id == source.id:
            return True
        workspace = await self._workspaces(destination.workspace)
        to = await self._channel(workspace, destination.id)
        try:
            of = await self._channel(workspace, source.id)
        except NotFound:
            return False
        if public(to) and (shared(to) or not open_to_all(of)):
            return False
        inside = await self._members(workspace, source.id)
        others = await self._members(workspace, destination.id) - inside - {workspace.bot_user}
        return await self._read_it(workspace, others, of)

    async def _read_it(self, workspace: SlackWorkspace, people: Set[str], source: Mapping[str, Any]) -> bool:
        """Whether all of these people (ids), not in the source, may. Those of other companies are in no list."""
        many = len(people) > ASKED_MAX
        listed = await self._once((workspace.id, "people"), lambda: self._listed(workspace)) if many else {}
        for id in sorted(people):
            user = listed.get(id) or await workspace.people.profile(id)
            if not self._reads(user, source, workspace):
                return False
        return True

    def _reads(self, user: User, source: Mapping[str, Any], workspace: SlackWorkspace) -> bool:
        """Who is not in the source. Apps read nothing, nor does who left."""
        if user.get("deleted") or user.get("is_bot"):
            return True
        return open_to_all(source) and at_home(user, workspace)

    async def _channel(self, workspace: SlackWorkspace, id: str) -> Mapping[str, Any]:
        async def ask() -> Mapping[str, Any]:
            return await channel_now(workspace, id, self._clock)

        return await self._once((workspace.id, "channel", id), ask)

    async def _members(self, workspace: SlackWorkspace, id: str) -> Set[str]:
        async def ask() -> Set[str]:
            return {member async for member in membership.members(workspace, id, self._clock)}

        return await self._once((workspace.id, "members", id), ask)

    async def _listed(self, workspace: SlackWorkspace) -> Mapping[str, User]:
        found: dict[str, User] = {}
        cursor: str | None = None
        while cursor != "":
            with explained(self._clock):
                answer = await workspace.client.users_list(limit=PAGE_PEOPLE, cursor=cursor)
            found |= {user["id"]: user for user in answer["members"]}
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        return found

    async def _once(self, key: tuple[str, ...], ask: Callable[[], Awaitable[T]]) -> T:
        """Who asks at the same time waits for the same answer."""
        try:
            async with self._asking.setdefault(key, asyncio.Lock()):
                now = self._clock()
                self._known = {known: it for known, it in self._known.items() if it[0] > now}
                if key not in self._known:
                    answer = await ask()
                    self._known[key] = now + KNOWN, answer
                found: T = self._known[key][1]
                return found
        finally:
            self._asking.pop(key, None)
