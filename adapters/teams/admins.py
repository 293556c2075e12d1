"""The owners of a team: who they are, and words for them in their chats with Recap."""

from collections.abc import Awaitable, Callable, Collection

from adapters.teams.graph import Graph
from adapters.teams.inert import markdown
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from adapters.teams.workspace import Workspaces
from core.errors import NotFound

TOLD_MAX = 3
TEXT_MAX_CHARS = 3_000


class Owners:
    """https://learn.microsoft.com/graph/api/team-list-members: the connector's roster does not tell who owns a team."""

    def __init__(self, graph: Graph, workspaces: Workspaces) -> None:
        self._graph, self._workspaces = graph, workspaces

    async def of(self, workspace: str) -> Collection[str]:
        """The directory's ids; none of a chat, which nobody owns. Errors: those of `adapters.teams.graph`."""
        there = await self._workspaces(workspace)
        if not there.team:
            return ()
        found = [
            str(member["userId"])
            async for page in self._graph.pages(there.tenant, "teams", workspace, "members")
            for member in page
            if "owner" in member["roles"]
        ]
        return tuple(found)


class TeamsAdmins:
    """`core.ports.Admins`: the first few owners."""

    def __init__(self, owners: Owners, speaking: Callable[[str], Awaitable[Speaking]]) -> None:
        self._owners, self._speaking = owners, speaking

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        owners, speaking = list(await self._owners.of(workspace)), await self._speaking(workspace)
        for person in owners[:TOLD_MAX]:
            await speaking.post(await speaking.direct(person), Said(markdown(text, TEXT_MAX_CHARS), summary=text))
        if not owners:
            raise NotFound("nobody owns this chat: there is no admin to tell")
