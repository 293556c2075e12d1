"""Answers REST: finds the route, asks who calls, keeps the rate limits, checks the fields, records it all.

https://docs.discord.com/developers/reference
"""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from tests.standins.discord.limits import Limits
from tests.standins.discord.record import Called
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest import apps, channels, guilds, history, interactions, posting, reactions, threads
from tests.standins.discord.rest.route import ROUTES, Call, Route
from tests.standins.discord.state import TOKEN, Json

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordServer

REGISTERED = (apps, channels, guilds, history, interactions, posting, reactions, threads)


@dataclass(slots=True)
class Scripted:
    """What a test wants of the next calls of a route: an error, or (`lost`) no answer after it was done."""

    method: str
    pattern: str
    times: int
    status: int = 200
    code: int = 0
    lost: bool = False


@dataclass(slots=True)
class Dispatch:
    server: "DiscordServer"
    limits: Limits = field(default_factory=Limits)
    scripted: list[Scripted] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        query, body, route, status = dict(request.query), None, None, 404
        answer: Any = {"message": "404: Not Found", "code": 0}
        headers: dict[str, str] = {}
        script: Scripted | None = None
        try:
            route, names = _found(request.method, request.rel_url.raw_path.removeprefix("/api/v10"))
            body, files = await _body(request)
            self._known(route, request, query, body)
            headers = self.limits.take(route.bucket(names), route.auth)
            if script := self._script(route):
                script.times -= 1
            if script and not script.lost:
                raise Refused(script.status, script.code, "Scripted by the test")
            answer = route.run(Call(self.server, names, query, body, files))
            status = 204 if answer is None else route.status
        except Refused as refused:
            status, answer = refused.status, refused.answer
            headers = headers | refused.headers
        self.server.record.call(
            Called(request.method, route.pattern if route else "", path, query, body, status, answer)
        )
        if script and script.lost and request.transport:
            request.transport.abort()
        return _response(status, answer, headers)

    def _known(self, route: Route, request: web.Request, query: dict[str, str], body: Any) -> None:
        if route.auth and request.headers.get("Authorization") != f"Bot {TOKEN}":
            raise Refused(401, 0)
        form = Form()
        form.known((), query, route.query)
        if route.takes is not None:
            if body is not None and not isinstance(body, dict):
                form.wrong((), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            else:
                form.known((), body or {}, route.takes)
        form.refuse()

    def _script(self, route: Route) -> Scripted | None:
        wanted = [s for s in self.scripted if s.times and (s.method, s.pattern) == (route.method, route.pattern)]
        return wanted[0] if wanted else None


def _found(method: str, path: str) -> tuple[Route, dict[str, str]]:
    matching = [(route, match) for route in ROUTES if (match := route.parts.match(path))]
    for route, match in matching:
        if route.method == method:
            return route, {name: unquote(value) for name, value in match.groupdict().items()}
    raise Refused(405, 0, "405: Method Not Allowed") if matching else Refused(404, 0, "404: Not Found")


async def _body(request: web.Request) -> tuple[Any, list[Json]]:
    """The JSON of a request, and the files that came with it."""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = [part for name, part in form.items() if name.startswith("files[") and not isinstance(part, str)]
        body = _json(str(form.get("payload_json", "{}")))
        return body, [_file(index, part, body) for index, part in enumerate(files)]
    text = await request.text()
    if not text:
        return None, []
    if request.content_type != "application/json":
        raise Refused(400, 50035, errors={"_errors": [{"code": "CONTENT_TYPE_INVALID", "message": "Not JSON"}]})
    return _json(text), []


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Refused(400, 50109) from error


def _file(index: int, part: Any, body: Json) -> Json:
    """An attachment; its description is in the body's list."""
    described = [a for a in body.get("attachments") or [] if str(a.get("id")) == str(index)]
    content = part.file.read()
    link = f"https://cdn.discordapp.com/attachments/1/{index}/{part.filename}"
    shape: Json = {"id": str(index), "filename": part.filename, "size": len(content), "url": link, "proxy_url": link}
    shape |= {"content_type": part.content_type}
    return shape | (
        {"description": described[0]["description"]} if described and described[0].get("description") else {}
    )


def _response(status: int, answer: Any, headers: dict[str, str]) -> web.Response:
    """JSON says exactly application/json, without a charset; 204 says nothing."""
    if answer is None:
        return web.Response(status=status, headers=headers)
    body = json.dumps(answer).encode()
    return web.Response(status=status, body=body, headers=headers | {"Content-Type": "application/json"})
