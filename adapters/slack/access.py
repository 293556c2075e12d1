"""Who may read a channel of Slack: asked each time."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from adapters.slack.errors import explained
from adapters.slack.workspace import SlackWorkspace, Workspaces
from core.errors import NotFound
from core.models import Channel

MEMBERS_AT_ONCE = 1000


class SlackAccess:
    """`Access`: members; in public channels that are not shared everybody of the workspace but guests."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self._workspaces = workspaces
        self._clock = clock

    async def may_read(self, person: str, channel: Channel) -> bool:
        """Errors also: `OperatorError` where Slack refuses to say; then nobody may."""
        workspace = await self._workspaces(channel.workspace)
        try:
            with explained(self._clock):
                place = (await workspace.client.conversations_info(channel=channel.id))["channel"]
            user = await workspace.people.profile(person)
            if user.get("deleted"):
                return False
            if _open_to_all(place) and _at_home(user, workspace):
                return True
            return person in [member async for member in self._members(workspace, channel.id)]
        except NotFound:
            return False

    async def _members(self, workspace: SlackWorkspace, channel: str) -> AsyncIterator[str]:
        cursor = ""
        while True:
            with explained(self._clock):
                answer = await workspace.client.conversations_members(
                    channel=channel, limit=MEMBERS_AT_ONCE, **({"cursor": cursor} if cursor else {})
                )
            for member in answer["members"]:
                yield member
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _open_to_all(channel: dict[str, Any]) -> bool:
    """A shared channel is private by default: what people of another company say in it is for its members."""
    shared = channel.get("is_ext_shared") or channel.get("is_pending_ext_shared")
    return bool(channel.get("is_channel")) and not channel.get("is_private") and not shared


def _at_home(user: Any, workspace: SlackWorkspace) -> bool:
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return not guest and not user.get("is_bot") and not workspace.people.external(user)
