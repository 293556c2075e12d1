"""All that a caller needs to know of a stand-in that runs as a process."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.standins.discord.state import APP_ID, TOKEN, Channel, Json

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordServer


def described(server: "DiscordServer") -> Json:
    """Token, addresses, guilds with their roles, channels and members."""
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
