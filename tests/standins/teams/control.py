"""The people of a stand-in that runs as a process: POST /_control with {"do": "says", "user": …}.

`do` is the name of a method of TeamsServer, or of one of its `parts()` (world, deliveries, connector, graph, notifying,
streams, login), the rest its arguments. The answer is {"ok": true, "result": …}; a delivery's result comes once it is
answered.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.teams.deliveries import Delivery
from tests.standins.teams.keys import ISSUER
from tests.standins.teams.login import CONNECTOR, GRAPH
from tests.standins.teams.state import APP_ID, APP_PASSWORD, BOT, Conversation, Json

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer

Handler = Callable[[web.Request], Awaitable[web.Response]]


def control(server: "TeamsServer") -> Handler:
    async def handle(request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            result = await _done(server, asked.pop("do"), asked)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response({"ok": True, "result": result})

    return handle


async def _done(server: "TeamsServer", name: str, arguments: Json) -> Any:
    if name == "describe":
        return described(server)
    owners = [part for part in server.parts() if hasattr(type(part), name)]
    if not owners or name.startswith("_"):
        raise ValueError(f"nobody can do {name}")
    result = getattr(owners[0], name)(**arguments)
    if isawaitable(result):
        result = await result
    if isinstance(result, Delivery):
        await result.answered()
        fields = ("kind", "attempts", "status", "answer", "reasons", "wrong", "seconds", "acknowledged")
        return {field: getattr(result, field) for field in fields}
    return result if isinstance(result, str | list | dict | int | float | None) else None


def described(server: "TeamsServer") -> Json:
    """All that a caller needs to know of it: the app, addresses, people, places, how deliveries went."""
    state = server.state
    return {
        "app_id": APP_ID,
        "app_password": APP_PASSWORD,
        "bot": BOT,
        "issuer": ISSUER,
        "service_url": server.service_url,
        "openid_url": server.login.openid_url,
        "login_url": server.login.url(),
        "login_scope": f"{CONNECTOR}/.default",
        "graph_url": server.graph_url,
        "graph_login_urls": {tenant: server.login.url(tenant) for tenant in state.tenants},
        "graph_scope": f"{GRAPH}/.default",
        "bot_url": server.deliveries.url,
        "tenants": state.tenants,
        "users": [asdict(user) for user in state.users.values()],
        "teams": [asdict(team) for team in state.teams.values()],
        "conversations": [_place(place) for place in state.conversations.values()],
        "installed": {scope: sorted(rsc) for scope, rsc in state.installed.items()},
        "deliveries": {**server.deliveries.counts, "slowest": server.deliveries.slowest},
    }


def _place(place: Conversation) -> Json:
    names = {"id": place.id, "kind": place.kind, "name": place.name, "membership": place.membership}
    return names | {"team": place.team.id if place.team else None, "members": place.members, "tenant": place.tenant}
