"""reactions.*. https://docs.slack.dev/reference/methods?family=reactions"""

import re

from tests.standins.slack import shapes
from tests.standins.slack.state import Channel, Json, Message
from tests.standins.slack.web.method import Call, Refused, method

MESSAGE_REACTIONS_MAX = 50  # different emoji on one message


@method("reactions.add", "channel name timestamp", ("reactions:write",))
def add(call: Call) -> Json:
    channel, message = _message(call)
    if channel.archived:
        raise Refused("is_archived")
    name, user = _name(call), call.bot.bot_user
    if user in message.reactions.get(name, []):
        raise Refused("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MESSAGE_REACTIONS_MAX:
        raise Refused("too_many_emoji")
    call.server.reacts(user, channel.id, message.ts, name)
    return {}


@method("reactions.remove", "name channel timestamp", ("reactions:write",))
def remove(call: Call) -> Json:
    channel, message = _message(call)
    name, user = _name(call), call.bot.bot_user
    if user not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    call.server.unreacts(user, channel.id, message.ts, name)
    return {}


@method("reactions.get", "channel timestamp full?", ("reactions:read",))
def get(call: Call) -> Json:
    channel, message = _message(call)
    return {"type": "message", "channel": channel.id, "message": shapes.message(call.state, message)}


def _message(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    if not re.fullmatch(r"\d+\.\d{6}", str(call.get("timestamp"))):
        raise Refused("bad_timestamp")
    return channel, call.message(channel, "timestamp")


def _name(call: Call) -> str:
    """An emoji's name, with its skin tone (`wave::skin-tone-2`), without the colons around it."""
    name = str(call.get("name"))
    if not re.fullmatch(r"[\w+\-']+(::skin-tone-[2-6])?", name):
        raise Refused("invalid_name")
    return name
