"""Activities of Teams, read: where they happen, who acts, which message is meant.

https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

from core.models import Channel, Person

Json = dict[str, Any]
Kind = Literal["personal", "groupChat", "channel"]
_THREAD = ";messageid="


@dataclass(frozen=True, slots=True)
class Place:
    """`conversation` is the id without the thread, `thread` its root's id, "" where the activity names none.

    `team` is the id of the team's General channel, `group` that by which Graph knows the team: both "" in chats.
    """

    kind: Kind
    conversation: str
    thread: str
    tenant: str
    service_url: str
    team: str = ""
    group: str = ""

    @property
    def workspace(self) -> str:
        """The team, or the group chat, which is one by itself. A person's chat with Recap belongs to none: ""."""
        return "" if self.kind == "personal" else self.group or self.conversation

    def channel(self, name: str = "") -> Channel:
        return Channel("teams", self.workspace, self.conversation, name)


def place(activity: Mapping[str, Any]) -> Place:
    """Errors: `KeyError` and its kin where it is not as Teams writes them."""
    where, data = activity["conversation"], activity.get("channelData") or {}
    id, _, thread = str(where["id"]).partition(_THREAD)
    team = data.get("team") or {}
    kind: Kind = where.get("conversationType") or ("channel" if team else "personal")
    tenant = where.get("tenantId") or (data.get("tenant") or {}).get("id") or ""
    group = team.get("aadGroupId") or ""
    return Place(kind, id, thread, tenant, activity["serviceUrl"], team.get("id") or "", group)


def in_thread(conversation: str, thread: str | None) -> str:
    """The conversation's id by which something is posted into one of its threads."""
    return f"{conversation}{_THREAD}{thread}" if thread else conversation


def person(account: Mapping[str, Any]) -> Person:
    """Known by the directory's id, as in Graph and exports; who has none, as a bot has, by that of Teams."""
    id = account.get("aadObjectId") or account["id"]
    return Person(str(id), str(account.get("name") or id), bot=str(account["id"]).startswith("28:"))


def moment(iso: str) -> datetime:
    time = datetime.fromisoformat(iso)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def said_at(message_id: str) -> datetime:
    """A message's id is when it was sent, in milliseconds."""
    return datetime.fromtimestamp(int(message_id) / 1000, UTC)


def permalink(channel: Channel, tenant: str, message: str, thread: str | None = None) -> str:
    """https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams"""
    if channel.id == channel.workspace:
        return chat_link(channel.id, message)
    return _link(channel.id, message, tenantId=tenant, groupId=channel.workspace, parentMessageId=thread or message)


def chat_link(chat: str, message: str) -> str:
    """That of a message in a chat: it needs no more than the two ids."""
    return _link(chat, message, context='{"contextType":"chat"}')


def _link(conversation: str, message: str, **asked: str) -> str:
    return f"https://teams.microsoft.com/l/message/{quote(conversation)}/{message}?{urlencode(asked)}"
