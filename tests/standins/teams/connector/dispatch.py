"""Answers the connector's calls: whose token, whether a test wants it to fail, whether too many came, then the call."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.teams.connector import conversations, members, posting
from tests.standins.teams.connector.limits import Limits
from tests.standins.teams.connector.method import OPERATIONS, Call, Operation, Refused
from tests.standins.teams.login import CONNECTOR
from tests.standins.teams.state import Json

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer

REGISTERED = (conversations, members, posting)
NAMES = {412: "PreconditionFailed", 429: "TooManyRequests", 502: "BadGateway", 504: "GatewayTimeout"}


@dataclass(slots=True)
class Scripted:
    """What a test wants of the next calls: a status, the code, seconds in Retry-After, a body that is no JSON.

    `done`: they are carried out, and only the answer is lost; so many of them are answered before as they should be.
    """

    times: int
    status: int
    code: str
    retry_after: int | None
    text: str | None
    done: bool = False
    after: int = 0


@dataclass(slots=True)
class Dispatch:
    server: "TeamsServer"
    limits: Limits
    scripted: dict[str, Scripted] = field(default_factory=dict)

    def routes(self, app: web.Application) -> None:
        for verb, path, counts, run in OPERATIONS:
            app.router.add_route(verb, f"/{{region}}{path}", self._handler(counts, run))
        app.router.add_route("*", "/{region}/v3/{rest:.*}", self._handler("", _unknown))

    def fails(
        self,
        status: int,
        times: int = 1,
        verb: str = "",
        code: str = "",
        retry_after: int | None = None,
        text: str | None = None,
    ) -> None:
        """The next calls (of a verb such as POST, of any) are answered with this; `text` is a body that is no JSON."""
        self.scripted[verb] = Scripted(times, status, code or NAMES.get(status, "ServiceError"), retry_after, text)

    def loses_answer(self, verb: str, status: int = 502, after: int = 0) -> None:
        """A gateway's word for the one that is carried out after so many others."""
        self.scripted[verb] = Scripted(1, status, NAMES[status], None, None, done=True, after=after)

    def _handler(self, counts: str, run: Operation) -> Any:
        async def serve(request: web.Request) -> web.Response:
            raw, body = await request.read(), Json()
            headers: dict[str, str] = {}
            answer: Json | list[Json] | None
            try:
                granted = self.server.login.asks(request, CONNECTOR)
                if not granted:
                    raise Refused(401, "Unauthorized", "Authorization has been denied for this request.")
                if request.match_info["region"] != self.server.region:
                    raise Refused(403, "InvalidBotApiHost", "Invalid bot API host.")
                script = self._script(request.method)
                if script and not script.done:
                    if script.text is not None:
                        return self._plain(request, script)
                    raise Refused(script.status, script.code, retry_after=script.retry_after)
                body = _json(raw)
                call = Call(self.server, dict(request.match_info), dict(request.query), body, granted, len(raw))
                self.limits.count(counts, call.path.get("conversation") or call.path.get("team") or _thread(body))
                status, answer = run(call)
                if script:
                    raise Refused(script.status, script.code)
            except Refused as refused:
                status, answer = refused.status, refused.answer
                if refused.retry_after is not None:
                    headers = {"Retry-After": str(refused.retry_after)}
            self._note(request, body, status, answer)
            if answer is None:
                return web.Response(status=status)
            return web.json_response(answer, status=status, headers=headers)

        return serve

    def _plain(self, request: web.Request, script: Scripted) -> web.Response:
        self._note(request, {}, script.status, {"text": script.text})
        wait = {} if script.retry_after is None else {"Retry-After": str(script.retry_after)}
        return web.Response(status=script.status, text=script.text, headers=wait)

    def _note(self, request: web.Request, body: Json, status: int, answer: Json | list[Json] | None) -> None:
        shown = answer if isinstance(answer, dict) else {"value": answer}
        self.server.record.call("connector", f"{request.method} {request.path_qs}", body, status, shown)

    def _script(self, verb: str) -> Scripted | None:
        for name in (verb, ""):
            script = self.scripted.get(name)
            if script and script.after:
                script.after -= 1
            elif script:
                script.times -= 1
                if not script.times:
                    del self.scripted[name]
                return script
        return None


def _unknown(_: Call) -> tuple[int, None]:
    raise Refused(404, "NotFound", "Teams has no such operation.")


def _json(raw: bytes) -> Json:
    try:
        body: Any = json.loads(raw) if raw else {}
    except ValueError as error:
        raise Refused(400, "BadSyntax", "The request's body is no JSON.") from error
    if not isinstance(body, dict):
        raise Refused(400, "BadSyntax", "The request's body is no object.")
    return body


def _thread(body: Json) -> str:
    """Where a new conversation is made: limits are counted for each channel and each person."""
    channel = (body.get("channelData") or {}).get("channel") or {}
    members = body.get("members") or [{}]
    return str(channel.get("id") or members[0].get("id") or "")
