"""Activities as Teams sends them to a bot.

https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability (messages),
…/bots/how-to/conversations/subscribe-to-conversation-events (everything else).
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.standins.teams.state import BOT, BOT_NAME, Conversation, Json, Message, State, User


@dataclass(slots=True)
class Activities:
    state: State
    service_url: str = ""

    def message(self, it: Message) -> Json:
        person, place = self.state.users[it.author], self.state.conversations[it.conversation]
        body = self.common("message", person, place, it.thread, it.id) | {"textFormat": "plain", "text": it.text}
        files = it.attachments if place.kind == "personal" else []
        body["attachments"] = [*files, {"contentType": "text/html", "content": it.html}]
        body["entities"] = [*it.entities, self._client(person)]
        return body | _reply_to(place, it)

    def changed(self, it: Message, event: str) -> Json:
        """`event` is editMessage or undeleteMessage."""
        body = self.message(it) | {"type": "messageUpdate", "timestamp": self.state.time()}
        body["channelData"] = body["channelData"] | {"eventType": event}
        return body

    def deleted(self, it: Message) -> Json:
        """What it said is not told again."""
        person, place = self.state.users[it.author], self.state.conversations[it.conversation]
        body = self.common("messageDelete", person, place, it.thread, it.id) | _reply_to(place, it)
        body["channelData"] = body["channelData"] | {"eventType": "softDeleteMessage"}
        return body | {"entities": [self._client(person)]}

    def reaction(self, person: User, it: Message, added: list[str], removed: list[str]) -> Json:
        place = self.state.conversations[it.conversation]
        body = self.common("messageReaction", person, place, it.thread) | {"replyToId": it.id}
        named = {"reactionsAdded": added, "reactionsRemoved": removed}
        return body | {name: [{"type": type} for type in types] for name, types in named.items() if types}

    def update(self, person: User, place: Conversation, event: str | None, data: Json, members: Json) -> Json:
        """A conversationUpdate. `event` is channelData's eventType, none in chats; `data` what else channelData has;
        `members` is membersAdded or membersRemoved, where it is about people.
        """
        body = self.common("conversationUpdate", person, place)
        tenant = {"tenant": {"id": place.tenant}}
        body["channelData"] = tenant | data | ({"eventType": event} if event else {})
        return body | members

    def installation(self, person: User, place: Conversation, action: str) -> Json:
        body = self.common("installationUpdate", person, place)
        chosen = {"settings": {"selectedChannel": {"id": place.id}}} if place.team else {}
        body["channelData"] = body["channelData"] | chosen | {"source": {"name": "message"}}
        return body | {"action": action, "entities": [{"type": "clientInfo", "locale": person.locale}]}

    def invoke(self, person: User, place: Conversation, name: str, value: Json, thread: str | None = None) -> Json:
        body = self.common("invoke", person, place, thread)
        body["channelData"] = body["channelData"] | {"source": {"name": "message"}}
        return body | {"name": name, "value": value, "entities": [self._client(person)]}

    def common(self, type: str, person: User, place: Conversation, thread: str | None = None, id: str = "") -> Json:
        """What every activity has. In a channel `thread` is the message that the conversation's id names."""
        zone = ZoneInfo(person.timezone)
        local = datetime.fromtimestamp(self.state.now(), zone).isoformat(timespec="milliseconds")
        return {
            "type": type,
            "id": id or f"f:{self.state.guid()}",
            "timestamp": self.state.time(),
            "localTimestamp": local,
            "localTimezone": person.timezone,
            "locale": person.locale,
            "serviceUrl": self.service_url,
            "channelId": "msteams",
            "from": {"id": person.id, "name": person.name, "aadObjectId": person.aad},
            "recipient": {"id": BOT, "name": BOT_NAME},
            "conversation": conversation(place, thread),
            "channelData": channel_data(place),
        }

    def _client(self, person: User) -> Json:
        where = {"locale": person.locale, "country": "DE", "platform": "Web", "timezone": person.timezone}
        return where | {"type": "clientInfo"}


def conversation(place: Conversation, thread: str | None = None) -> Json:
    id = f"{place.id};messageid={thread}" if place.kind == "channel" and thread else place.id
    shape: Json = {"conversationType": place.kind, "id": id, "tenantId": place.tenant}
    if place.kind != "personal":
        shape["isGroup"] = True
    return shape | ({"name": place.name} if place.kind == "channel" else {})


def channel_data(place: Conversation) -> Json:
    tenant: Json = {"tenant": {"id": place.tenant}}
    if not place.team:
        return tenant
    team = {"id": place.team.id, "name": place.team.name, "aadGroupId": place.team.group}
    channel: Json = {"id": place.id}
    if place.membership != "standard":
        channel["type"] = place.membership
    return {"teamsChannelId": place.id, "teamsTeamId": place.team.id, "channel": channel, "team": team} | tenant


def _reply_to(place: Conversation, it: Message) -> Json:
    return {"replyToId": it.root} if place.kind == "channel" and it.root else {}
