"""Who the bot is, its application, the gateway's address, and its commands.

https://docs.discord.com/developers/resources/application and .../events/gateway#get-gateway-bot.
"""

from typing import Any

from tests.standins.discord import commands, shapes
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, VERIFY_KEY, Json

_COMMAND = "/applications/{app}/commands"
_GUILD_COMMAND = "/applications/{app}/guilds/{guild}/commands"
_LOCALIZED = "with_localizations"


@route("GET", "/users/@me")
def me(call: Call) -> Json:
    return shapes.own_user(call.state.users[APP_ID])


@route("GET", "/users/{user}")
def user(call: Call) -> Json:
    if call.names["user"] not in call.state.users:
        raise Refused(404, 10013)
    return shapes.user(call.state.users[call.names["user"]])


@route("GET", "/applications/@me")
def application(call: Call) -> Json:
    return _application(call)


@route("GET", "/oauth2/applications/@me")
def oauth_application(call: Call) -> Json:
    return _application(call)


@route("GET", "/gateway", auth=False)
def gateway(call: Call) -> Json:
    return {"url": call.server.gateway.url}


@route("GET", "/gateway/bot")
def gateway_bot(call: Call) -> Json:
    starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": call.server.max_concurrency}
    return {"url": call.server.gateway.url, "shards": call.server.shards, "session_start_limit": starts}


@route("GET", _COMMAND, query=_LOCALIZED)
def list_commands(call: Call) -> list[Json]:
    return list(_commands(call).values())


@route("PUT", _COMMAND, takes=None)
def overwrite_commands(call: Call) -> list[Json]:
    return _overwrite(call)


@route("GET", _GUILD_COMMAND, query=_LOCALIZED)
def list_guild_commands(call: Call) -> list[Json]:
    return list(_commands(call).values())


@route("PUT", _GUILD_COMMAND, takes=None)
def overwrite_guild_commands(call: Call) -> list[Json]:
    return _overwrite(call)


@route("POST", _COMMAND, takes=commands.FIELDS, status=201)
def create_command(call: Call) -> Json:
    form = Form()
    commands.command(form, (), call.body or {})
    form.refuse()
    there = _commands(call)
    made = commands.stored(call.state, call.body, there, None)
    there[made["id"]] = made
    return made


@route("DELETE", _COMMAND + "/{command}")
def delete_command(call: Call) -> None:
    if not _commands(call).pop(call.names["command"], None):
        raise Refused(404, 10063)


def _overwrite(call: Call) -> list[Json]:
    """All commands at once: what is not named is gone, what keeps its name and type keeps its id."""
    given: Any = call.body
    form = Form()
    found = form.objects((), given, commands.ALL_MAX)
    commands.checked(form, found)
    form.refuse()
    there = _commands(call)
    made = [commands.stored(call.state, it, there, call.names.get("guild")) for it in found]
    there.clear()
    there.update({it["id"]: it for it in made})
    return made


def _commands(call: Call) -> dict[str, Json]:
    if call.names["app"] != APP_ID:
        raise Refused(403, 50001)
    if "guild" not in call.names:
        return call.state.commands
    return call.state.guild_commands.setdefault(call.guild().id, {})


def _application(call: Call) -> Json:
    owner = call.state.users.get(call.server.owner) or call.state.users[APP_ID]
    nothing = "icon role_connections_verification_url interactions_endpoint_url team event_webhooks_url"
    return dict.fromkeys(nothing.split()) | {
        "id": APP_ID,
        "name": "Recap",
        "description": "",
        "type": None,
        "bot": shapes.user(call.state.users[APP_ID]),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": VERIFY_KEY,
        "flags": call.server.application_flags,
        "flags_new": str(call.server.application_flags),
        "redirect_uris": [],
        "owner": shapes.user(owner),
        "approximate_guild_count": len(call.state.joined()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "event_webhooks_status": 1,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}},
    }
