"""Words for whoever administers a workspace, as direct messages."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from adapters.slack.errors import explained
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace, Workspaces
from core.errors import NotFound

TOLD_MAX = 3  # a large company has many admins, and each of them many apps
PAGE_PEOPLE = 200


class SlackAdmins:
    """`core.ports.Admins`: the first few that Slack lists. Errors: those of `adapters.slack.errors`."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self._workspaces = workspaces
        self._clock = clock

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        there, told = await self._workspaces(workspace), 0
        async for person in self._admins(there):
            await Speaking(there, self._clock).post(person, text)
            told += 1
            if told == TOLD_MAX:
                return
        if not told:
            raise NotFound(f"Slack names no admin of the workspace {workspace}")

    async def _admins(self, workspace: SlackWorkspace) -> AsyncIterator[str]:
        cursor: str | None = None
        while cursor != "":
            with explained(self._clock):
                answer = await workspace.client.users_list(limit=PAGE_PEOPLE, cursor=cursor)
            for user in answer["members"]:
                if (user.get("is_admin") or user.get("is_owner")) and not (user.get("deleted") or user.get("is_bot")):
                    yield user["id"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
