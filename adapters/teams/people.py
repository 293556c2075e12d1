"""Who is in a conversation, asked of its roster."""

from adapters.teams.connector import Connector, Json
from adapters.teams.workspace import Workspaces
from core.models import Channel


class Roster:
    """https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context"""

    def __init__(self, connector: Connector, workspaces: Workspaces) -> None:
        self._connector, self._workspaces = connector, workspaces

    async def member(self, channel: Channel, person: str) -> Json:
        """By the directory's id or that of Teams. Errors also: `NotFound` where they are not in it."""
        there = await self._workspaces(channel.workspace)
        return await self._connector.get(there.service_url, "conversations", channel.id, "members", person)

    async def members(self, channel: Channel) -> list[str]:
        """The directory's ids of all of them."""
        there, query, found = await self._workspaces(channel.workspace), dict[str, str](), list[str]()
        while True:
            page = await self._connector.get(
                there.service_url, "conversations", channel.id, "pagedmembers", pageSize="500", **query
            )
            found += [str(one.get("aadObjectId") or one["id"]) for one in page["members"]]
            if not (token := page.get("continuationToken")):
                return found
            query = {"continuationToken": token}
