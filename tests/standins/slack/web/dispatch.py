"""Answers the Web API's calls: who asks, whether they may, whether the arguments are right, then the method itself."""

import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.slack.state import APP_SCOPES, APP_TOKEN, Installation, Json
from tests.standins.slack.web import apps, chat, conversations, history, reactions, streams, users, views
from tests.standins.slack.web.method import METHODS, Call, Method, Refused

if TYPE_CHECKING:
    from tests.standins.slack.server import SlackServer

REGISTERED = (apps, chat, conversations, history, reactions, streams, users, views)
SLOW_METHODS = ("conversations.history", "conversations.replies")
_STRUCTURED = ("blocks", "chunks", "metadata", "view", "attachments")


@dataclass(slots=True)
class Scripted:
    """What a test wants of the next calls of a method: a status, seconds to retry after, an error's name."""

    times: int
    error: str
    status: int = 200
    retry_after: int | None = None


@dataclass(slots=True)
class Dispatch:
    server: "SlackServer"
    scripted: dict[str, Scripted] = field(default_factory=dict)
    called: dict[tuple[str, str], float] = field(default_factory=dict)

    async def serve(self, request: web.Request) -> web.Response:
        name, status = request.match_info["method"], 200
        arguments: Json = {}
        headers: dict[str, str] = {}
        installation: Installation | None = None
        try:
            arguments, token = await _arguments(request)
            if wait := self._limited(name, token):
                status, headers = 429, {"Retry-After": str(wait)}
                raise Refused("ratelimited")
            if script := self._script(name):
                status = script.status
                raise Refused(script.error)
            method = _method(name)
            installation = self._asker(method, token)
            answer = {"ok": True} | self._answer(method, arguments, installation)
            headers = _scopes(method, installation)
        except Refused as refused:
            answer = refused.answer
        self.server.record.call(name, arguments, status, answer, installation.team if installation else None)
        return web.json_response(answer, status=status, headers=headers)

    def _answer(self, method: Method, arguments: Json, installation: Installation | None) -> Json:
        call = Call(self.server, arguments, installation)
        if method.scopes and installation:
            call.need(*method.scopes)
        missing = sorted(method.required - {name for name, value in arguments.items() if value not in ("", None)})
        unknown = sorted(arguments.keys() - method.known)
        if missing or unknown:
            wrong = [f"[ERROR] missing required field: {name}" for name in missing]
            raise Refused("invalid_arguments", wrong + [f"[ERROR] no such field: {name}" for name in unknown])
        return method.run(call)

    def _asker(self, method: Method, token: str) -> Installation | None:
        if method.token == "none":
            return None
        if not token:
            raise Refused("not_authed")
        if method.token == "app" or token == APP_TOKEN:
            self._app(method, token)
            return None
        found = self.server.state.tokens.get(token)
        if not found:
            raise Refused("invalid_auth")
        if found.refused:
            raise Refused(found.refused)
        if found.expires_at and self.server.state.now() > found.expires_at:
            raise Refused("token_expired")
        return found

    def _app(self, method: Method, token: str) -> None:
        if token in self.server.state.tokens or method.token != "app":
            raise Refused("not_allowed_token_type")
        if token != APP_TOKEN:
            raise Refused("invalid_auth")
        if not set(method.scopes) <= APP_SCOPES:
            raise Refused("missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(APP_SCOPES)))

    def _limited(self, name: str, token: str) -> int | None:
        """Seconds to wait, where a test or the one-a-minute rule says so."""
        script = self.scripted.get(name)
        if script and script.retry_after is not None:
            self._script(name)
            return script.retry_after
        if not (self.server.one_a_minute and name in SLOW_METHODS):
            return None
        now = self.server.state.now()
        wait = self.called.get((name, token), now - 60) + 60 - now
        if wait > 0:
            return int(wait) + 1
        self.called[name, token] = now
        return None

    def _script(self, name: str) -> Scripted | None:
        script = self.scripted.get(name)
        if script:
            script.times -= 1
            if not script.times:
                del self.scripted[name]
        return script


def _method(name: str) -> Method:
    if name not in METHODS:
        raise Refused("unknown_method", req_method=name)
    return METHODS[name]


def _scopes(method: Method, installation: Installation | None) -> dict[str, str]:
    granted = {"x-oauth-scopes": ",".join(sorted(installation.scopes))} if installation else {}
    return granted | {"x-accepted-oauth-scopes": ",".join(method.scopes)}


async def _arguments(request: web.Request) -> tuple[Json, str]:
    """The arguments, from wherever they came, and the token."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        given |= _object(body) if body else {}
    elif request.method == "POST":
        given |= dict(await request.post())
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Basic":
        given["client_id"], _, given["client_secret"] = base64.b64decode(secret).decode().partition(":")
    token = str(given.pop("token", "")) if scheme != "Bearer" else secret
    if request.match_info["method"] == "oauth.v2.exchange":
        given["token"] = token  # an argument here, though the SDK sends it as it sends every token
    parsed = {k: _object(v) if k in _STRUCTURED and isinstance(v, str) else v for k, v in given.items()}
    return {name: value for name, value in parsed.items() if value is not None}, token


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Refused("invalid_json") from error
