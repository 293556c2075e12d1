"""The people of a stand-in that runs as a process: POST /_control with {"do": "says", "user": …}.

`do` is the name of a method of DiscordServer, of its `world` or its `gateway`, the rest its arguments. The answer is
{"ok": true, "result": …}; an interaction's result comes once it is answered.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standins.discord.invocations import Invocation
from tests.standins.discord.state import APP_ID, TOKEN, Channel, Json

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordServer

Handler = Callable[[web.Request], Awaitable[web.Response]]


def control(server: "DiscordServer") -> Handler:
    async def handle(request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            result = await _done(server, asked.pop("do"), asked)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response({"ok": True, "result": result})

    return handle


async def _done(server: "DiscordServer", name: str, arguments: Json) -> Any:
    if name == "describe":
        return _described(server)
    owners = [part for part in (server, server.world, server.gateway) if hasattr(type(part), name)]
    if not owners or name.startswith("_"):
        raise ValueError(f"nobody can do {name}")
    result = getattr(owners[0], name)(**arguments)
    if isawaitable(result):
        result = await result
    if isinstance(result, Invocation):
        return (await result.answered()).described()
    return result if isinstance(result, str | list | dict | int | None) else None


def _described(server: "DiscordServer") -> Json:
    """All that a caller needs to know of it: token, addresses, guilds with their roles, channels and members."""
    guilds = [
        {
            "id": guild.id,
            "name": guild.name,
            "owner": guild.owner,
            "roles": {role.name: role.id for role in guild.roles.values()},
            "members": {server.state.users[id].name: id for id in guild.members},
            "channels": [_channel(channel) for channel in guild.channels.values()],
        }
        for guild in server.state.guilds.values()
    ]
    return {
        "api_url": server.api_url,
        "gateway_url": server.gateway.url,
        "token": TOKEN,
        "application": APP_ID,
        "guilds": guilds,
        "users": [asdict(user) for user in server.state.users.values()],
        "commands": list(server.state.commands.values()),
        "connections": len(server.gateway.open),
        "closed": server.gateway.closed,
    }


def _channel(it: Channel) -> Json:
    return {"id": it.id, "name": it.name, "type": it.type, "parent": it.parent, "messages": len(it.messages)}
