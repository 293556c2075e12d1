"""Reading teams, channels, chats, their people and messages, with resource-specific consent.

https://learn.microsoft.com/graph/api/channel-list-messages (20 a page, 50 at most), …/chatmessage-list-replies,
…/chatmessage-get, …/team-list-members, …/channel-list-members, …/chat-list-messages.
"""

from tests.standins.teams.graph.method import GraphCall, operation
from tests.standins.teams.graph.shapes import chat_message, member
from tests.standins.teams.state import CHANNEL_RSC, CHAT_RSC, Conversation, Json, Message

PAGE_DEFAULT, PAGE_MAX = 20, 50
MEMBERS_DEFAULT, MEMBERS_MAX = 100, 999
_CHANNEL = "/teams/{team}/channels/{channel}"


@operation("GET", "/teams/{team}")
def team(call: GraphCall) -> tuple[int, Json]:
    it = call.team("TeamSettings.Read.Group", "TeamMember.Read.Group", CHANNEL_RSC)
    return 200, {"id": it.group, "displayName": it.name, "internalId": it.id, "tenantId": it.tenant}


@operation("GET", "/teams/{team}/members")
def team_members(call: GraphCall) -> tuple[int, Json]:
    """An owner's roles say so: the connector's roster tells no owners."""
    it = call.team("TeamMember.Read.Group")
    people = [call.state.users[id] for id in it.members]
    shapes = [member(u, ["owner"] if u.id in it.owners else ["guest"] if u.guest else []) for u in people]
    return 200, call.page(shapes, MEMBERS_DEFAULT, MEMBERS_MAX)


@operation("GET", _CHANNEL)
def channel(call: GraphCall) -> tuple[int, Json]:
    place = call.channel("ChannelSettings.Read.Group")
    names = {"id": place.id, "displayName": place.name, "membershipType": place.membership}
    return 200, names | {"tenantId": place.tenant, "createdDateTime": None}


@operation("GET", f"{_CHANNEL}/members")
def channel_members(call: GraphCall) -> tuple[int, Json]:
    place = call.channel("ChannelMember.Read.Group")
    return 200, call.page(_people(call, place), MEMBERS_DEFAULT, MEMBERS_MAX)


@operation("GET", f"{_CHANNEL}/messages")
def messages(call: GraphCall) -> tuple[int, Json]:
    """Threads' first messages, newest first, deleted ones too; their replies where `$expand=replies` says so."""
    place = call.channel(CHANNEL_RSC)
    roots = sorted((m for m in place.messages.values() if not m.root), key=lambda m: -int(m.id))
    expand = call.query.get("$expand") == "replies"
    shapes = [chat_message(call.state, m) | ({"replies": _replies(call, place, m)} if expand else {}) for m in roots]
    return 200, call.page(shapes, PAGE_DEFAULT, PAGE_MAX, ("$expand",))


@operation("GET", f"{_CHANNEL}/messages/{{message}}")
def message(call: GraphCall) -> tuple[int, Json]:
    place = call.channel(CHANNEL_RSC)
    return 200, chat_message(call.state, call.message(place))


@operation("GET", f"{_CHANNEL}/messages/{{message}}/replies")
def replies(call: GraphCall) -> tuple[int, Json]:
    place = call.channel(CHANNEL_RSC)
    return 200, call.page(_replies(call, place, call.message(place)), PAGE_DEFAULT, PAGE_MAX)


@operation("GET", f"{_CHANNEL}/messages/{{message}}/replies/{{reply}}")
def reply(call: GraphCall) -> tuple[int, Json]:
    place = call.channel(CHANNEL_RSC)
    return 200, chat_message(call.state, call.message(place, "reply", call.message(place).id))


@operation("GET", "/chats/{chat}/messages")
def chat_messages(call: GraphCall) -> tuple[int, Json]:
    place = call.chat(CHAT_RSC)
    newest = sorted(place.messages.values(), key=lambda m: -int(m.id))
    return 200, call.page([chat_message(call.state, m) for m in newest], PAGE_DEFAULT, PAGE_MAX)


@operation("GET", "/chats/{chat}/messages/{message}")
def chat_one(call: GraphCall) -> tuple[int, Json]:
    return 200, chat_message(call.state, call.message(call.chat(CHAT_RSC)))


def _replies(call: GraphCall, place: Conversation, root: Message) -> list[Json]:
    found = sorted((m for m in place.messages.values() if m.root == root.id), key=lambda m: -int(m.id))
    return [chat_message(call.state, m) for m in found]


def _people(call: GraphCall, place: Conversation) -> list[Json]:
    owners = place.team.owners if place.team and place.membership == "standard" else place.people[:1]
    people = [call.state.users[id] for id in place.members]
    return [member(u, ["owner"] if u.id in owners else ["guest"] if u.guest else []) for u in people]
