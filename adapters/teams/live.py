"""An activity of Teams as what Recap hears.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events,
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-messages-for-bots-and-agents
"""

import re
from collections.abc import Mapping
from typing import Any

from adapters.teams import wire
from adapters.teams.markup import Mention, plain
from adapters.teams.wire import Place
from adapters.text import readable
from core.hearing import Arrived, Deleted, Edited, Erased, Heard, Left, Renamed, Restored
from core.models import Channel, Message

HTML = "text/html"
_REPLY = re.compile(r'<blockquote[^>]*itemtype="http://schema\.skype\.com/Reply"[^>]*itemid="(\d+)"', re.IGNORECASE)
# What stands beside people's words in `attachments` and is no file of theirs.
_NO_FILES = (HTML, "application/vnd.microsoft.card.", "messageReference")


def heard(activity: Mapping[str, Any], at: Place) -> Heard | None:
    """What the activity says; None where it says nothing that is kept, one-to-one chats with Recap among it.

    Errors: `KeyError` and its kin where it is not as Teams writes them.
    """
    kind = activity["type"]
    if kind == "conversationUpdate":
        return _conversation(activity, at)
    if kind == "installationUpdate":
        return _left(activity, at) if str(activity.get("action", "")).startswith("remove") else None
    if at.kind == "personal" or wire.person(activity["from"]).bot:
        return None
    if kind == "message" and "value" not in activity:  # a form that was sent is none
        return Arrived(at.channel(), message(activity, at))
    if kind == "messageUpdate":
        return _updated(activity, at)
    return Deleted(at.channel(), activity["id"]) if kind == "messageDelete" else None


def _updated(activity: Mapping[str, Any], at: Place) -> Heard:
    """https://learn.microsoft.com/javascript/api/@microsoft/teams-ai/teamsmessageevents"""
    now = message(activity, at, edited=True)
    if (activity.get("channelData") or {}).get("eventType") == "undeleteMessage":
        return Restored(at.channel(), now, wire.moment(activity["timestamp"]))
    return Edited(at.channel(), now)


def message(activity: Mapping[str, Any], at: Place, edited: bool = False) -> Message:
    """The message of an activity, people by their names."""
    id, html = activity["id"], body(activity)
    text = plain(html, mentions(activity))
    quoted = _REPLY.search(html)
    root = at.thread if at.kind == "channel" else ""
    thread = root if root and root != id else None
    return Message(
        id,
        wire.person(activity["from"]),
        text,
        wire.said_at(id),
        thread,
        quoted[1] if quoted else thread,
        original=html if html != text else None,
        edited_at=wire.moment(activity["timestamp"]) if edited else None,
        files=_files(activity),
        permalink=wire.permalink(at.channel(), at.tenant, id, thread),
    )


def body(activity: Mapping[str, Any]) -> str:
    """What the composer made, or the text where there is no more."""
    made = (a.get("content") for a in activity.get("attachments") or () if a.get("contentType") == HTML)
    return readable(next((content for content in made if isinstance(content, str)), activity.get("text") or ""))


def mentions(activity: Mapping[str, Any]) -> dict[str, Mention]:
    """By the number that the HTML gives them: their place among the mentions."""
    found = [entity for entity in activity.get("entities") or () if entity.get("type") == "mention"]
    return {str(number): _mention(entity.get("mentioned") or {}) for number, entity in enumerate(found)}


def names_recap(activity: Mapping[str, Any]) -> bool:
    own = activity["recipient"]["id"]
    return any((e.get("mentioned") or {}).get("id") == own for e in activity.get("entities") or ())


def _mention(named: Mapping[str, Any]) -> Mention:
    id = str(named.get("id") or "")
    return Mention(id, str(named.get("name") or id), "#" if named.get("type") == "channel" else "@")


def _files(activity: Mapping[str, Any]) -> tuple[str, ...]:
    given = activity.get("attachments") or ()
    files = [a for a in given if not str(a.get("contentType", "")).startswith(_NO_FILES)]
    return tuple(readable(str(a.get("name") or "file")) for a in files)


def _conversation(activity: Mapping[str, Any], at: Place) -> Heard | None:
    data, own = activity.get("channelData") or {}, activity["recipient"]["id"]
    if any(gone["id"] == own for gone in activity.get("membersRemoved") or ()):
        return _left(activity, at)
    event, named = data.get("eventType"), data.get("channel") or {}
    if event in ("channelDeleted", "channelUnshared"):
        return Left(_of_team(at, named), wire.moment(activity["timestamp"]))
    if event in ("channelRenamed", "channelCreated", "channelRestored"):
        team = (data.get("team") or {}).get("name")
        return Renamed(_of_team(at, named, named_in(team, named.get("name"))))
    return _erased(at) if event in ("teamDeleted", "teamHardDeleted") else None


def named_in(team: str | None, channel: str | None) -> str:
    """A channel as people are told of it, and as exports name it. General has no name of its own in some events."""
    return " / ".join(filter(None, (team, channel or "General")))


def team_renamed(activity: Mapping[str, Any]) -> str | None:
    """What the team is called now, where this is what the activity tells."""
    data = activity.get("channelData") or {}
    return (data.get("team") or {}).get("name") if data.get("eventType") == "teamRenamed" else None


def _left(activity: Mapping[str, Any], at: Place) -> Heard | None:
    """A private or shared channel has its own app: the team's stays."""
    channel = (activity.get("channelData") or {}).get("channel") or {}
    if channel.get("type") in ("private", "shared"):
        return Left(_of_team(at, channel), wire.moment(activity["timestamp"]))
    return _erased(at)


def _erased(at: Place) -> Heard | None:
    return Erased("teams", at.workspace) if at.workspace else None


def _of_team(at: Place, channel: Mapping[str, Any], name: str = "") -> Channel:
    return Channel("teams", at.workspace, channel.get("id") or at.conversation, name)
