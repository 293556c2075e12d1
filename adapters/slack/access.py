"""Who may read a channel of Slack: asked each time."""

from collections.abc import Callable
from datetime import datetime

from adapters.slack.membership import at_home, channel_now, members, open_to_all
from adapters.slack.workspace import Workspaces
from core.errors import NotFound
from core.models import Channel


class SlackAccess:
    """`Access`: members; in public channels that are not shared everybody of the workspace but guests."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self._workspaces = workspaces
        self._clock = clock

    async def may_read(self, person: str, channel: Channel) -> bool:
        """Errors also: `OperatorError` where Slack refuses to say; then nobody may."""
        workspace = await self._workspaces(channel.workspace)
        try:
            place = await channel_now(workspace, channel.id, self._clock)
            user = await workspace.people.profile(person)
            if user.get("deleted"):
                return False
            if open_to_all(place) and at_home(user, workspace):
                return True
            return person in [member async for member in members(workspace, channel.id, self._clock)]
        except NotFound:
            return False
