"""Who is in a conversation, and a team's name and channels.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context. A page is 50 to 500 members,
whatever is asked for; e-mail addresses and principal names are not told any more
(…/resources/team-chat-member-api-changes).
"""

from urllib.parse import unquote

from tests.standins.teams.connector.method import Call, Refused, operation
from tests.standins.teams.state import Json, Team, User

PAGE_MIN, PAGE_MAX, PAGE_DEFAULT = 50, 500, 200
_PLACE = "/v3/conversations/{conversation}"


@operation("GET", _PLACE + "/pagedmembers", "members")
def paged(call: Call) -> tuple[int, Json]:
    place, _ = call.place()
    size = int(call.query.get("pageSize", PAGE_DEFAULT))
    size, start = max(PAGE_MIN, min(PAGE_MAX, size)), _start(call)
    people = place.members[start : start + size]
    answer: Json = {"members": [profile(call.state.users[id]) for id in people]}
    if start + size < len(place.members):
        answer["continuationToken"] = f"next:{start + size}"
    return 200, answer


@operation("GET", _PLACE + "/members", "roster")
def all_members(call: Call) -> tuple[int, list[Json]]:
    """Deprecated, and throttled to five a minute, as documented."""
    place, _ = call.place()
    return 200, [profile(call.state.users[id]) for id in place.members]


@operation("GET", _PLACE + "/members/{member}", "members")
def one(call: Call) -> tuple[int, Json]:
    """By the id that the bot knows, or the directory's."""
    place, _ = call.place()
    id = unquote(call.path["member"])
    user = call.state.users.get(id) or call.state.by_aad(id)
    if not user or user.id not in place.members:
        raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")
    return 200, profile(user)


@operation("GET", "/v3/teams/{team}", "conversations")
def details(call: Call) -> tuple[int, Json]:
    team = _team(call)
    counts = {"channelCount": len(team.channels), "memberCount": len(team.members)}
    return 200, {"id": team.id, "name": team.name, "aadGroupId": team.group, "tenantId": team.tenant} | counts


@operation("GET", "/v3/teams/{team}/conversations", "conversations")
def channels(call: Call) -> tuple[int, Json]:
    """General has no name, so that each reads it in their language. Private channels are not told."""
    team = _team(call)
    places = [call.state.conversations[id] for id in team.channels]
    seen = [p for p in places if p.membership == "standard" and not p.gone]
    return 200, {"conversations": [{"id": p.id, "name": None if p.id == team.id else p.name} for p in seen]}


def profile(user: User) -> Json:
    given, _, family = user.name.partition(" ")
    return {
        "id": user.id,
        "name": user.name,
        "aadObjectId": user.aad,
        "objectId": user.aad,
        "givenName": given,
        "surname": family,
        "tenantId": user.tenant,
        "userRole": user.role,
    }


def _team(call: Call) -> Team:
    found = call.state.teams.get(unquote(call.path["team"]))
    if not found:
        raise Refused(404, "TeamNotFound", "The team was not found.")
    if found.id not in call.state.installed:
        raise Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
    return found


def _start(call: Call) -> int:
    token = call.query.get("continuationToken") or "next:0"
    if not (token.startswith("next:") and token[5:].isdigit()):
        raise Refused(400, "BadArgument", "The continuation token is not one of ours.")
    return int(token[5:])
