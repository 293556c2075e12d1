"""auth.*, apps.* and oauth.*: who a token is, the socket's address, installing and uninstalling.

https://docs.slack.dev/authentication/installing-with-oauth and .../using-token-rotation
"""

from tests.standins.slack.state import APP_ID, CLIENT_ID, CLIENT_SECRET, Installation, Json
from tests.standins.slack.web.method import Call, Refused, method, page

_SECRETS = "client_id? client_secret?"


@method("auth.test", "team_id?")
def test(call: Call) -> Json:
    bot, team = call.bot, call.state.teams[call.bot.team]
    ids = {"team_id": team.id, "user_id": bot.bot_user, "bot_id": bot.bot_id, "is_enterprise_install": False}
    names = {"url": f"https://{team.domain}.slack.com/", "team": team.name, "user": call.state.users[bot.bot_user].name}
    expires = {"expires_in": int(bot.expires_at - call.state.now())} if bot.expires_at else {}
    return ids | names | expires | ({"enterprise_id": team.enterprise} if team.enterprise else {})


@method("auth.revoke", "test?")
def revoke(call: Call) -> Json:
    if not call.flag("test"):
        call.server.revokes(call.bot.team)
    return {"revoked": not call.flag("test")}


@method("apps.connections.open", "", ("connections:write",), token="app")
def connections(call: Call) -> Json:
    return {"url": call.server.sockets.address()}


@method("apps.event.authorizations.list", "event_context cursor? limit?", ("authorizations:read",), token="app")
def authorizations(call: Call) -> Json:
    """Every installation that one event is visible to: the event itself names one only."""
    teams = call.state.contexts.get(str(call.get("event_context")))
    if teams is None:
        raise Refused("invalid_event_context")
    part, _ = page(call, teams, 100, 1000)
    return {"authorizations": [call.server.events.authorization(call.state.installations[t]) for t in part]}


@method("apps.uninstall", "client_id client_secret")
def uninstall(call: Call) -> Json:
    _client(call)
    call.server.uninstalls(call.bot.team)
    return {}


@method("oauth.v2.access", f"code? grant_type? redirect_uri? refresh_token? {_SECRETS}", token="none")
def access(call: Call) -> Json:
    """A code for a token, once; or a refresh token for the next pair, which ends the pair before it."""
    _client(call)
    if call.get("grant_type", "authorization_code") == "refresh_token":
        return _granted(call, call.server.installing.refreshed(str(call.get("refresh_token"))))
    return _granted(call, call.server.installing.redeemed(str(call.get("code")), call.get("redirect_uri")))


@method("oauth.v2.exchange", f"token {_SECRETS}", token="none")
def exchange(call: Call) -> Json:
    """A token that lasts for one that is refreshed every 12 hours."""
    _client(call)
    return _granted(call, call.server.installing.exchanged(str(call.get("token"))))


def _client(call: Call) -> None:
    if call.get("client_id") != CLIENT_ID:
        raise Refused("invalid_client_id")
    if call.get("client_secret") != CLIENT_SECRET:
        raise Refused("bad_client_secret")


def _granted(call: Call, it: Installation) -> Json:
    team = call.state.teams[it.team]
    rotating: Json = {}
    if it.expires_at:
        rotating = {"refresh_token": it.refresh_token, "expires_in": int(it.expires_at - call.state.now())}
    return rotating | {
        "app_id": APP_ID,
        "authed_user": {"id": call.server.installing.by.get(it.team, it.bot_user)},
        "scope": ",".join(sorted(it.scopes)),
        "token_type": "bot",
        "access_token": it.token,
        "bot_user_id": it.bot_user,
        "team": {"id": team.id, "name": team.name},
        "enterprise": {"id": team.enterprise, "name": team.name} if team.enterprise else None,
        "is_enterprise_install": False,
    }
