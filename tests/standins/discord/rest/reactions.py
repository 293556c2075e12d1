"""Reactions. https://docs.discord.com/developers/resources/message#create-reaction"""

import re

from tests.standins.discord import permissions, shapes
from tests.standins.discord.refusals import Refused
from tests.standins.discord.rest.route import Call, archived, route
from tests.standins.discord.state import APP_ID, Channel, Json, Message

REACTIONS_MAX, PAGE_DEFAULT, PAGE_MAX = 20, 25, 100
_PATH = "/channels/{channel}/messages/{message}/reactions"
_CUSTOM = re.compile(r"\w{2,32}:\d{15,20}")


@route("PUT", f"{_PATH}/{{emoji}}/@me", query="type burst")
def create(call: Call) -> None:
    """The first of an emoji needs Add Reactions, the others do not."""
    channel, it = _message(call)
    emoji = _emoji(call)
    if archived(channel):
        raise Refused(400, 50083)
    if emoji not in it.reactions and not permissions.may(call.state, channel, APP_ID, "ADD_REACTIONS"):
        raise Refused(403, 50013)
    if emoji not in it.reactions and len(it.reactions) >= REACTIONS_MAX:
        raise Refused(403, 30010)
    call.server.world.react(channel, it, APP_ID, emoji)


@route("DELETE", f"{_PATH}/{{emoji}}/@me")
def delete_own(call: Call) -> None:
    _remove(call, APP_ID)


@route("DELETE", f"{_PATH}/{{emoji}}/{{user}}")
def delete_of(call: Call) -> None:
    call.channel("MANAGE_MESSAGES")
    _remove(call, call.names["user"])


@route("GET", f"{_PATH}/{{emoji}}", query="after limit type")
def list_(call: Call) -> list[Json]:
    _, it = _message(call)
    after = call.query.get("after", "0")
    people = sorted(it.reactions.get(_emoji(call), []), key=int)
    part = [person for person in people if int(person) > int(after)][: call.limit(PAGE_MAX, PAGE_DEFAULT)]
    return [shapes.user(call.state.users[person]) for person in part]


@route("DELETE", f"{_PATH}/{{emoji}}")
def delete_emoji(call: Call) -> None:
    channel = call.channel("MANAGE_MESSAGES")
    call.server.world.clear_reactions(channel, call.message(channel), _emoji(call))


@route("DELETE", _PATH)
def delete_all(call: Call) -> None:
    channel = call.channel("MANAGE_MESSAGES")
    call.server.world.clear_reactions(channel, call.message(channel))


def _message(call: Call) -> tuple[Channel, Message]:
    channel = call.channel("READ_MESSAGE_HISTORY")
    return channel, call.message(channel)


def _remove(call: Call, user: str) -> None:
    channel, it = _message(call)
    emoji = _emoji(call)
    if user in it.reactions.get(emoji, []):
        call.server.world.unreact(channel, it, user, emoji)


def _emoji(call: Call) -> str:
    """A character, or name:id of a custom emoji; words are neither."""
    name = call.names["emoji"]
    if _CUSTOM.fullmatch(name) or (not name.isalnum() and not name.isascii()):
        return name
    raise Refused(400, 10014)
