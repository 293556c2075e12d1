"""Answers Graph's calls: whose token, whether a test wants it to fail, then the call."""

import json
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.teams.graph import reading, subscriptions
from tests.standins.teams.graph.method import OPERATIONS, GraphCall, GraphOperation, GraphRefused
from tests.standins.teams.login import GRAPH
from tests.standins.teams.state import Json

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer

REGISTERED = (reading, subscriptions)
NAMES = {403: "Forbidden", 429: "TooManyRequests", 502: "BadGateway", 503: "serviceNotAvailable", 504: "GatewayTimeout"}


@dataclass(slots=True)
class Graph:
    server: "TeamsServer"
    scripted: list[GraphRefused] = field(default_factory=list)

    def graph_fails(self, status: int, times: int = 1, retry_after: int | None = None, code: str = "") -> None:
        """The next calls are refused with this status, and so many seconds in Retry-After."""
        self.scripted += [GraphRefused(status, code or NAMES.get(status, "UnknownError"), "", retry_after)] * times

    def routes(self, app: web.Application) -> None:
        for verb, path, run in OPERATIONS:
            app.router.add_route(verb, f"/graph/v1.0{path}", self._handler(run))
        app.router.add_route("*", "/graph/{rest:.*}", self._handler(_unknown))

    def _handler(self, run: GraphOperation) -> Any:
        async def serve(request: web.Request) -> web.Response:
            body, headers = Json(), dict[str, str]()
            answer: Json | None
            try:
                granted = self.server.login.asks(request, GRAPH)
                if not granted:
                    raise GraphRefused(401, "InvalidAuthenticationToken", "Access token validation failure.")
                if self.scripted:
                    raise self.scripted.pop(0)
                body = _json(await request.read())
                url = f"{self.server.url}{request.path}"
                done = run(
                    GraphCall(self.server, dict(request.match_info), dict(request.query), body, granted.tenant, url)
                )
                status, answer = await done if isawaitable(done) else done
            except GraphRefused as refused:
                status, answer = refused.status, refused.answer
                if refused.retry_after is not None:
                    headers = {"Retry-After": str(refused.retry_after)}
            self.server.record.call("graph", f"{request.method} {request.path_qs}", body, status, answer or {})
            return (
                web.Response(status=status)
                if answer is None
                else web.json_response(answer, status=status, headers=headers)
            )

        return serve


def _unknown(_: GraphCall) -> tuple[int, None]:
    raise GraphRefused(400, "BadRequest", "Resource not found for the segment.")


def _json(raw: bytes) -> Json:
    try:
        body: Any = json.loads(raw) if raw else {}
    except ValueError as error:
        raise GraphRefused(400, "BadRequest", "Unable to read JSON request payload.") from error
    if not isinstance(body, dict):
        raise GraphRefused(400, "BadRequest", "The payload is no object.")
    return body
