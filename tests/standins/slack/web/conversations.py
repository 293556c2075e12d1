"""conversations.*: channels, their members, and opening a direct message.

https://docs.slack.dev/apis/web-api/using-the-conversations-api
"""

from tests.standins.slack import shapes
from tests.standins.slack.state import Channel, Json, Kind
from tests.standins.slack.web.method import Call, Refused, method, page

READ = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
TYPES: dict[str, Kind] = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
PAGE_DEFAULT, PAGE_MAX = 100, 1000


@method("conversations.info", "channel include_locale? include_num_members?", tuple(READ.values()))
def info(call: Call) -> Json:
    channel = _readable(call)
    more = {"num_members": len(channel.members)} if call.flag("include_num_members") else {}
    return {"channel": shapes.channel(call.state, channel, call.bot) | more}


@method("conversations.list", "cursor? exclude_archived? limit? team_id? types?", tuple(READ.values()))
def list_(call: Call) -> Json:
    return _page(call, [c for c in call.state.channels.values() if call.state.visible(c, call.bot)])


@method("users.conversations", "cursor? exclude_archived? limit? team_id? types? user?", tuple(READ.values()))
def of_user(call: Call) -> Json:
    """Of the bot itself, or of a person as far as the bot can see."""
    user = str(call.get("user") or call.bot.bot_user)
    if user not in call.state.users:
        raise Refused("user_not_found")
    seen = [c for c in call.state.channels.values() if call.state.visible(c, call.bot)]
    return _page(call, [c for c in seen if user in c.members])


@method("conversations.members", "channel cursor? limit?", tuple(READ.values()))
def members(call: Call) -> Json:
    part, metadata = page(call, list(_readable(call).members), PAGE_DEFAULT, PAGE_MAX)
    return {"members": part, "response_metadata": metadata}


@method("conversations.join", "channel", ("channels:join",))
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    already = call.bot.bot_user in channel.members
    if not already:
        call.server.joins(call.bot.bot_user, channel.id)
    warning: Json = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return {"channel": shapes.channel(call.state, channel, call.bot)} | (warning if already else {})


@method("conversations.open", "channel? prevent_creation? return_im? users?", ("im:write", "mpim:write"))
def open_(call: Call) -> Json:
    """The direct message with one person, or the group of several; made where there was none."""
    if call.get("channel"):
        return _opened(call, call.channel(), False)
    people = [name for name in str(call.get("users") or "").split(",") if name]
    if not people:
        raise Refused("users_list_not_supplied")
    call.need("im:write" if len(people) == 1 else "mpim:write")
    for person in people:
        user = call.state.users.get(person)
        if not user or user.is_bot:
            raise Refused("user_not_found")
        if user.deleted:
            raise Refused("user_disabled")
    channel, made = call.server.world.direct(call.bot.team, people)
    return _opened(call, channel, made)


def _opened(call: Call, channel: Channel, made: bool) -> Json:
    shape = shapes.channel(call.state, channel, call.bot) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shape} | ({} if made else {"no_op": True, "already_open": True})


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need(READ[channel.kind])
    return channel


def _page(call: Call, channels: list[Channel]) -> Json:
    types = str(call.get("types") or "public_channel").replace(" ", "").split(",")
    if not set(types) <= TYPES.keys():
        raise Refused("invalid_types")
    for type in types:
        call.need(READ[TYPES[type]])
    kinds = {TYPES[type] for type in types}
    wanted = [c for c in channels if c.kind in kinds and not (c.archived and call.flag("exclude_archived"))]
    part, metadata = page(call, wanted, PAGE_DEFAULT, PAGE_MAX)
    return {"channels": [shapes.channel(call.state, c, call.bot) for c in part], "response_metadata": metadata}
