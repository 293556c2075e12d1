"""Reading messages. https://docs.discord.com/developers/resources/message#get-channel-messages"""

from tests.standins.discord import messages, permissions
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, FORUM, Json, Message

PAGE_DEFAULT, PAGE_MAX = 50, 100


@route("GET", "/channels/{channel}/messages", query="around before after limit")
def list_(call: Call) -> list[Json]:
    """The newest first; without Read Message History there is nothing to read, and no error."""
    channel, limit = call.channel(), call.limit(PAGE_MAX, PAGE_DEFAULT)
    if channel.type == FORUM:
        raise Refused(400, 50008)
    if not permissions.may(call.state, channel, APP_ID, "READ_MESSAGE_HISTORY"):
        return []
    part = _part(call, channel.history(), limit)
    return [messages.message(call.state, it, call.server.content_enabled) for it in reversed(part)]


@route("GET", "/channels/{channel}/messages/{message}")
def get(call: Call) -> Json:
    it = call.message(call.channel("READ_MESSAGE_HISTORY"))
    return messages.message(call.state, it, call.server.content_enabled)


def _part(call: Call, stored: list[Message], limit: int) -> list[Message]:
    """Oldest first: what lies before, after or around an id, which need not exist."""
    given = {name: call.query[name] for name in ("around", "before", "after") if name in call.query}
    form = Form()
    for name, value in given.items():
        if not value.isdigit():
            form.wrong((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    if len(given) > 1:
        form.wrong((), "BASE_TYPE_MUTUALLY_EXCLUSIVE", "around, before and after are mutually exclusive")
    form.refuse()
    if "after" in given:
        return [it for it in stored if int(it.id) > int(given["after"])][:limit]
    if "before" in given:
        return [it for it in stored if int(it.id) < int(given["before"])][-limit:]
    if "around" in given:
        middle = sum(1 for it in stored if int(it.id) < int(given["around"]))
        return stored[max(0, middle - limit // 2) :][:limit]
    return stored[-limit:]
