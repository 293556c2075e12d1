"""users.*, bots.info and team.info. https://docs.slack.dev/reference/methods?family=users"""

from tests.standins.slack import shapes
from tests.standins.slack.state import APP_ID, Json, User
from tests.standins.slack.web.method import Call, Refused, method, page

PAGE_DEFAULT, PAGE_MAX = 200, 1000


@method("users.info", "user include_locale?", ("users:read",))
def info(call: Call) -> Json:
    return {"user": shapes.user(call.state, _user(call), call.bot, call.flag("include_locale"))}


@method("users.list", "cursor? include_locale? limit? team_id?", ("users:read",))
def list_(call: Call) -> Json:
    """The workspace's own people; those of other workspaces are found one by one."""
    people = [u for u in call.state.users.values() if u.team == call.bot.team]
    part, metadata = page(call, people, PAGE_DEFAULT, PAGE_MAX)
    locale = call.flag("include_locale")
    members = [shapes.user(call.state, user, call.bot, locale) for user in part]
    return {"members": members, "cache_ts": int(call.state.now()), "response_metadata": metadata}


@method("users.getPresence", "user?", ("users:read",))
def presence(call: Call) -> Json:
    _user(call)
    return {"presence": "active"}


@method("bots.info", "bot? team_id?", ("users:read",))
def bot(call: Call) -> Json:
    for installation in call.state.installations.values():
        if installation.bot_id == call.get("bot", call.bot.bot_id):
            name = call.state.users[installation.bot_user].real_name
            ids = {"id": installation.bot_id, "app_id": APP_ID, "user_id": installation.bot_user}
            return {"bot": ids | {"deleted": False, "name": name, "updated": 1700000000, "icons": {}}}
    raise Refused("bot_not_found")


@method("team.info", "domain? team?", ("team:read",))
def team(call: Call) -> Json:
    found = call.state.teams.get(str(call.get("team") or call.bot.team))
    if not found:
        raise Refused("team_not_found")
    return {"team": shapes.team(found)}


def _user(call: Call) -> User:
    """People of other workspaces are visible only through a channel that this one shares with theirs."""
    found = call.state.users.get(str(call.get("user")))
    if not found:
        raise Refused("user_not_found")
    shared = any(call.bot.team in c.teams and found.id in c.members for c in call.state.channels.values())
    if found.team != call.bot.team and not shared:
        raise Refused("user_not_visible")
    return found
