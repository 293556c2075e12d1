"""Guilds: channels, members, roles. https://docs.discord.com/developers/resources/guild"""

from tests.standins.discord import permissions, shapes
from tests.standins.discord.refusals import Refused
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, Json

MEMBERS_DEFAULT, MEMBERS_MAX = 1, 1000
GUILDS_MAX = 200
GUILD_MEMBERS = 1 << 1


@route("GET", "/guilds/{guild}", query="with_counts")
def get(call: Call) -> Json:
    guild = call.guild()
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return shapes.guild(guild) | (counts if call.flag("with_counts") else {})


@route("GET", "/users/@me/guilds", query="before after limit with_counts")
def list_own(call: Call) -> list[Json]:
    after, before = int(call.query.get("after", 0)), int(call.query.get("before", 1 << 63))
    found = [g for g in call.state.joined() if after < int(g.id) < before]
    shown = "id name icon banner features".split()
    return [
        {name: shapes.guild(guild)[name] for name in shown}
        | {"owner": False, "permissions": str(permissions.in_guild(guild, APP_ID))}
        for guild in sorted(found, key=lambda g: int(g.id))[: call.limit(GUILDS_MAX, GUILDS_MAX)]
    ]


@route("DELETE", "/users/@me/guilds/{guild}")
def leave(call: Call) -> None:
    call.server.world.drops(call.guild(), APP_ID)


@route("GET", "/guilds/{guild}/channels")
def channels(call: Call) -> list[Json]:
    """All channels, those that the bot does not see too; no threads."""
    return [shapes.channel(call.state, c) for c in call.guild().channels.values() if not c.thread]


@route("GET", "/guilds/{guild}/members", query="limit after")
def members(call: Call) -> list[Json]:
    """By user id; needs the privileged intent in the developer portal."""
    guild = call.guild()
    if not call.state.privileged & GUILD_MEMBERS:
        raise Refused(403, 50001)
    after, limit = int(call.query.get("after", 0)), call.limit(MEMBERS_MAX, MEMBERS_DEFAULT)
    found = sorted((m for m in guild.members.values() if int(m.user) > after), key=lambda m: int(m.user))
    return [shapes.member(call.state, m) for m in found[:limit]]


@route("GET", "/guilds/{guild}/members/{user}")
def member(call: Call) -> Json:
    found = call.guild().members.get(call.names["user"])
    if not found:
        raise Refused(404, 10007 if call.names["user"] in call.state.users else 10013)
    return shapes.member(call.state, found)


@route("GET", "/guilds/{guild}/roles")
def roles(call: Call) -> list[Json]:
    return [shapes.role(role) for role in call.guild().roles.values()]


@route("GET", "/guilds/{guild}/threads/active")
def active_threads(call: Call) -> Json:
    """Those that the bot sees, the newest first."""
    open = [c for c in call.guild().channels.values() if c.thread and not c.thread.archived]
    seen = [c for c in open if permissions.may(call.state, c, APP_ID)]
    seen.sort(key=lambda c: int(c.id), reverse=True)
    own = [shapes.thread_member(c, APP_ID) for c in seen if c.thread and APP_ID in c.thread.members]
    return {"threads": [shapes.channel(call.state, c) for c in seen], "members": own, "has_more": False}
