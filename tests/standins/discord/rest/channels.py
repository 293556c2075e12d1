"""Channels, direct messages and typing. https://docs.discord.com/developers/resources/channel"""

from tests.standins.discord import shapes
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, Json


@route("GET", "/channels/{channel}")
def get(call: Call) -> Json:
    return shapes.channel(call.state, call.channel())


@route("POST", "/channels/{channel}/typing")
def typing(call: Call) -> None:
    call.channel("SEND_MESSAGES")


@route("POST", "/users/@me/channels", "recipient_id access_tokens nicks")
def direct(call: Call) -> Json:
    """The direct messages with one person: opening them works whatever the person allows."""
    form, person = Form(), str((call.body or {}).get("recipient_id") or "")
    if not person.isdigit():
        form.wrong(("recipient_id",), "NUMBER_TYPE_COERCE", f'Value "{person}" is not snowflake.')
    form.refuse()
    if person not in call.state.users or person == APP_ID:
        raise Refused(400, 50007)
    return shapes.channel(call.state, call.server.world.direct(person))
