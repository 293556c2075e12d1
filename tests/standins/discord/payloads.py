"""What an interaction says when it reaches the application.

https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
"""

from collections.abc import Iterable

from tests.standins.discord import permissions, shapes
from tests.standins.discord.invocations import Invocation
from tests.standins.discord.state import APP_ID, Channel, Json, State, User

ATTACHMENT_MAX_BYTES = 10 * 2**20
GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1
_PARTIAL = (
    "id name type permissions last_message_id last_pin_timestamp nsfw parent_id guild_id flags rate_limit_per_user"
    " topic position thread_metadata"
).split()


def payload(state: State, it: Invocation, data: Json) -> Json:
    channel, person = state.channels[it.channel], state.users[it.user]
    app = permissions.in_channel(state, channel, APP_ID)
    shape: Json = {
        "id": it.id,
        "application_id": APP_ID,
        "type": it.kind,
        "data": data,
        "token": it.token,
        "version": 1,
        "channel_id": channel.id,
        "channel": partial_channel(state, channel, it.user) if channel.guild else shapes.channel(state, channel),
        "app_permissions": str(app),
        "locale": person.locale,
        "entitlements": [],
        "authorizing_integration_owners": owners(channel),
        "context": GUILD_CONTEXT if channel.guild else BOT_DM_CONTEXT,
        "attachment_size_limit": ATTACHMENT_MAX_BYTES,
    }
    return shape | _person(state, channel, person)


def owners(channel: Channel) -> Json:
    return {"0": channel.guild or "0"}


def metadata(state: State, it: Invocation) -> Json:
    """What the messages that answer an interaction tell of it."""
    user = shapes.user(state.users[it.user])
    found: Json = {"id": it.id, "type": it.kind, "user": user}
    return found | {"authorizing_integration_owners": owners(state.channels[it.channel])}


def partial_channel(state: State, channel: Channel, user: str) -> Json:
    """A channel with what somebody may do there."""
    shape = shapes.channel(state, channel) | {"permissions": str(permissions.in_channel(state, channel, user))}
    return {name: shape[name] for name in _PARTIAL if name in shape}


def resolved(state: State, channel: Channel, user: str, ids: Iterable[str]) -> Json:
    """The people, roles and channels that values name."""
    guild, found = state.guild_of(channel), dict[str, Json]()
    for id in ids:
        if id in state.users:
            found.setdefault("users", {})[id] = shapes.user(state.users[id])
            if guild and id in guild.members:
                found.setdefault("members", {})[id] = _partial_member(state, channel, id)
        elif guild and id in guild.roles:
            found.setdefault("roles", {})[id] = shapes.role(guild.roles[id])
        elif id in state.channels:
            found.setdefault("channels", {})[id] = partial_channel(state, state.channels[id], user)
        else:
            raise ValueError(f"nothing has the id {id}")
    return found


def _partial_member(state: State, channel: Channel, id: str) -> Json:
    guild = state.guilds[channel.guild or ""]
    shape = shapes.partial_member(guild.members[id])
    shape["permissions"] = str(permissions.in_channel(state, channel, id))
    return {name: value for name, value in shape.items() if name not in ("deaf", "mute")}


def _person(state: State, channel: Channel, person: User) -> Json:
    """The member with permissions in a guild, the user alone in direct messages."""
    guild = state.guild_of(channel)
    if not guild:
        return {"user": shapes.user(person)}
    member = shapes.member(state, guild.members[person.id])
    member["permissions"] = str(permissions.in_channel(state, channel, person.id))
    partial = {"id": guild.id, "locale": guild.locale, "features": []}
    return {"guild_id": guild.id, "guild": partial, "guild_locale": guild.locale, "member": member}
