"""What a call of Graph is, how its operations are registered, and how it is refused.

https://learn.microsoft.com/graph/errors
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from tests.standins.teams.state import Conversation, Json, Message, State, Team

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer


class GraphRefused(Exception):
    def __init__(self, status: int, code: str, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status, self.retry_after = status, retry_after
        self.answer: Json = {"error": {"code": code, "message": message or code, "innerError": {}}}


@dataclass(frozen=True, slots=True)
class GraphCall:
    """One call; `tenant` is whose token it came with: other tenants' teams are not there."""

    server: "TeamsServer"
    path: dict[str, str]
    query: dict[str, str]
    body: Json
    tenant: str
    url: str

    @property
    def state(self) -> State:
        return self.server.state

    def team(self, *permissions: str) -> Team:
        """The team of the path, by its group's id, where one of the permissions was consented to in it."""
        group = unquote(self.path["team"])
        found = next((t for t in self.state.teams.values() if t.group == group and t.tenant == self.tenant), None)
        if not found:
            raise GraphRefused(404, "NotFound", f"No team found with Group Id {group}")
        if permissions and not self.state.installed.get(found.id, set()) & set(permissions):
            raise missing(*permissions)
        return found

    def channel(self, *permissions: str) -> Conversation:
        team = self.team(*permissions)
        place = self.state.conversations.get(unquote(self.path["channel"]))
        if not place or place.team is not team or place.gone:
            raise GraphRefused(404, "NotFound", "No channel of that id in the team")
        if permissions and not self.state.present(place):
            raise missing(*permissions)
        return place

    def chat(self, *permissions: str) -> Conversation:
        place = self.state.conversations.get(unquote(self.path["chat"]))
        if not place or place.kind == "channel" or place.tenant != self.tenant:
            raise GraphRefused(404, "NotFound", "No chat of that id")
        if not self.state.installed.get(place.scope, set()) & set(permissions):
            raise missing(*permissions)
        return place

    def message(self, place: Conversation, name: str = "message", root: str | None = None) -> Message:
        found = place.messages.get(self.path[name])
        if not found or found.root != root:
            raise GraphRefused(404, "NotFound", "No message of that id there")
        return found

    def page(self, items: list[Json], default: int, most: int, known: tuple[str, ...] = ()) -> Json:
        """The page that `$top` and `$skiptoken` ask for, with @odata.nextLink where there is more."""
        unknown = sorted(self.query.keys() - {"$top", "$skiptoken", *known})
        if unknown:
            raise GraphRefused(400, "BadRequest", f"Query option '{unknown[0]}' is not allowed.")
        top = self.query.get("$top", str(default))
        if not top.isdigit() or not 1 <= int(top) <= most:
            raise GraphRefused(400, "BadRequest", f"The limit of '{most}' for Top query has been exceeded.")
        start = self._start()
        part = items[start : start + int(top)]
        answer: Json = {"@odata.count": len(part), "value": part}
        if start + int(top) < len(items):
            token = quote(f"at{start + int(top)}")
            kept = "".join(f"&{name}={quote(value)}" for name, value in self.query.items() if name in known)
            answer["@odata.nextLink"] = f"{self.url}?$top={top}&$skiptoken={token}{kept}"
        return answer

    def _start(self) -> int:
        token = self.query.get("$skiptoken", "at0")
        if not (token.startswith("at") and token[2:].isdigit()):
            raise GraphRefused(400, "BadRequest", "Invalid skip token")
        return int(token[2:])


Answer = tuple[int, Json | None]
GraphOperation = Callable[[GraphCall], Answer | Awaitable[Answer]]
OPERATIONS: list[tuple[str, str, GraphOperation]] = []


def operation(verb: str, path: str) -> Callable[[GraphOperation], GraphOperation]:
    def register(run: GraphOperation) -> GraphOperation:
        OPERATIONS.append((verb, path, run))
        return run

    return register


def missing(*permissions: str) -> GraphRefused:
    wanted = ", ".join(permissions)
    said = f"Missing role permissions on the request. API requires one of '{wanted}'."
    return GraphRefused(403, "Forbidden", said)
