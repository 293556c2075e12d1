"""Creating a conversation: one's chat with the bot, or a new thread in a channel.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
"""

from dataclasses import replace

from tests.standins.teams.connector.method import Call, Refused, operation
from tests.standins.teams.connector.posting import posted
from tests.standins.teams.state import BOT, Json

KNOWN = frozenset({"isGroup", "bot", "members", "topicName", "tenantId", "activity", "channelData"})
# The SDK for Python writes tenantID, and is understood: the service's names take either case.
_NAMES = {name.lower(): name for name in KNOWN}


@operation("POST", "/v3/conversations", "create")
def create(call: Call) -> tuple[int, Json]:
    unknown = sorted(name for name in call.body if name.lower() not in _NAMES)
    if unknown:
        raise Refused(400, "BadSyntax", f"Unknown fields: {', '.join(unknown)}")
    call = replace(call, body={_NAMES[name.lower()]: value for name, value in call.body.items()})
    bot = call.body.get("bot")
    if bot and bot.get("id") not in (BOT, BOT.removeprefix("28:")):
        raise Refused(403, "ForbiddenOperationException", "The bot is another.")
    channel = (call.body.get("channelData") or {}).get("channel")
    return _thread(call, channel) if channel else _chat(call)


def _thread(call: Call, channel: Json) -> tuple[int, Json]:
    """The id answered names the thread, the activity its first message."""
    place = call.state.conversations.get(str(channel.get("id")))
    if not place or place.kind != "channel" or place.gone:
        raise Refused(404, "ConversationNotFound", "Conversation not found.")
    if not call.body.get("activity"):
        raise Refused(400, "BadSyntax", "Incorrect conversation creation parameters: an activity is needed")
    call.may_be_in(place)
    _, answer = posted(call, place, None, call.body["activity"])
    first = answer.get("id") or max((id for id, it in place.messages.items() if not it.root), key=int)
    return 201, {"id": f"{place.id};messageid={first}", "activityId": first}


def _chat(call: Call) -> tuple[int, Json]:
    """The chat that is there already, or a new one; Teams lets no bot create a group chat."""
    members = call.body.get("members") or []
    if len(members) != 1 or call.body.get("isGroup"):
        raise Refused(400, "BadSyntax", "Incorrect conversation creation parameters: one member is needed")
    id = str(members[0].get("id"))
    user = call.state.users.get(id) or call.state.by_aad(id)
    if not user:
        raise Refused(403, "ForbiddenOperationException", "Failed to decrypt pairwise id")
    tenant = call.body.get("tenantId") or ((call.body.get("channelData") or {}).get("tenant") or {}).get("id")
    if not tenant:
        raise Refused(400, "BadSyntax", "Bad format of conversation ID: a tenant is needed")
    if tenant != user.tenant:
        raise Refused(403, "ForbiddenOperationException", "The user is of another tenant.")
    if not _reachable(call, user.id):
        raise Refused(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope")
    place = call.state.conversations[call.server.world.personal(user.id)]
    answer: Json = {"id": place.id}
    if call.body.get("activity"):
        call.may_be_in(place)
        answer["activityId"] = posted(call, place, None, call.body["activity"])[1].get("id")
    return 201, answer


def _reachable(call: Call, user: str) -> bool:
    """Stricter than Teams, which reaches the members of a team that has the app too: the person must have it, so that
    bots meet this refusal.
    """
    return user in call.state.installed
