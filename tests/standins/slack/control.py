"""The people of a stand-in that runs as a process: POST /_control with {"do": "says", "user": …}.

`do` is the name of a method of SlackServer, of its `world`, `deliveries`, `sockets` or `installing`, the rest its
arguments. The
answer is {"ok": true, "result": …}; a delivery's result comes once it is answered.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.slack.deliveries import Delivery
from tests.standins.slack.state import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Json

if TYPE_CHECKING:
    from tests.standins.slack.server import SlackServer

Handler = Callable[[web.Request], Awaitable[web.Response]]


def control(server: "SlackServer") -> Handler:
    async def handle(request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            result = await _done(server, asked.pop("do"), asked)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response({"ok": True, "result": result})

    return handle


async def _done(server: "SlackServer", name: str, arguments: Json) -> Any:
    if name == "describe":
        return _described(server)
    parts = (server, server.world, server.deliveries, server.sockets, server.installing)
    owners = [part for part in parts if hasattr(type(part), name)]
    if not owners or name.startswith("_"):
        raise ValueError(f"nobody can do {name}")
    result = getattr(owners[0], name)(**arguments)
    if isawaitable(result):
        result = await result
    if isinstance(result, Delivery):
        await result.answered()
        return {"acknowledged": result.acknowledged, "attempts": result.attempts, "answer": result.answer}
    return result if isinstance(result, str | list | dict | None) else None


def _described(server: "SlackServer") -> Json:
    """All that a caller needs to know of it: secrets, tokens, people, channels, how deliveries went."""
    channels = [(c.id, c.name, c.kind, c.teams, c.members) for c in server.state.channels.values()]
    return {
        "api_url": server.api_url,
        "app_token": APP_TOKEN,
        "signing_secret": SIGNING_SECRET,
        "client": [CLIENT_ID, CLIENT_SECRET],
        "tokens": server.world.tokens(),
        "users": [asdict(user) for user in server.state.users.values()],
        "channels": [dict(zip(("id", "name", "kind", "teams", "members"), c, strict=True)) for c in channels],
        "deliveries": {**server.deliveries.counts, "slowest": server.deliveries.slowest},
        "connections": len(server.sockets.open),
    }
