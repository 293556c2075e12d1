"""Making tenants, people, teams, channels and chats, putting the app in them, and what every change of a message
does.
"""

import html
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standins.teams.state import (
    CHANNEL_RSC,
    CHAT_RSC,
    Conversation,
    Json,
    Membership,
    Message,
    State,
    Team,
    User,
)

RSC = frozenset(
    {CHANNEL_RSC, CHAT_RSC, "ChannelSettings.Read.Group", "TeamMember.Read.Group", "ChannelMember.Read.Group"}
)
Watcher = Callable[[str, Message], None]


@dataclass(slots=True)
class World:
    """`watchers` hear of every message that is created, updated or deleted, whoever does it."""

    state: State
    watchers: list[Watcher] = field(default_factory=list)

    def add_tenant(self, name: str) -> str:
        id = self.state.guid()
        self.state.tenants[id] = name
        return id

    def add_user(
        self, tenant: str, name: str, guest: bool = False, locale: str = "en-US", timezone: str = "Europe/Berlin"
    ) -> str:
        """Somebody of the directory, or a guest in it; returns the id that the bot knows them by."""
        aad = self.state.guid()
        email = f"{name.lower().replace(' ', '.')}@{self.state.tenants[tenant].lower()}.example"
        user = User(f"29:1{secrets.token_urlsafe(24)}", aad, name, email, tenant, guest, locale, timezone)
        self.state.users[user.id] = user
        return user.id

    def add_team(self, tenant: str, name: str, members: list[str], owners: list[str] | None = None) -> str:
        """A team with its General channel, whose id is the team's. Nobody is told of it."""
        id = f"19:{secrets.token_hex(16)}@thread.tacv2"
        team = Team(id, self.state.guid(), name, tenant, list(members), list(owners or members[:1]), [id])
        self.state.teams[id] = team
        self.state.conversations[id] = Conversation(id, "channel", "General", tenant, [], team)
        return id

    def add_channel(
        self, team: str, name: str, membership: Membership = "standard", members: list[str] | None = None
    ) -> str:
        """A channel, silently; `members` are those of a private or shared one."""
        it, id = self.state.teams[team], f"19:{secrets.token_hex(16)}@thread.tacv2"
        self.state.conversations[id] = Conversation(id, "channel", name, it.tenant, list(members or []), it, membership)
        it.channels.append(id)
        return id

    def add_group_chat(self, tenant: str, people: list[str], name: str = "") -> str:
        id = f"19:{secrets.token_hex(16)}@thread.v2"
        self.state.conversations[id] = Conversation(id, "groupChat", name, tenant, list(people))
        return id

    def add_app(self, scope: str, rsc: list[str] | None = None) -> None:
        """The app in a team, a group chat, a private or shared channel, or for one person, silently; with all RSC
        permissions of its manifest unless `rsc` names fewer.
        """
        self._known(scope)
        self.state.installed[scope] = set(RSC if rsc is None else rsc)

    def grants(self, scope: str, permission: str) -> None:
        self.state.installed[scope].add(permission)

    def takes(self, scope: str, permission: str) -> None:
        self.state.installed[scope].discard(permission)

    def personal(self, user: str) -> str:
        """The id of one's chat with the app, which is there once it is asked for."""
        for place in self.state.conversations.values():
            if place.kind == "personal" and place.people == [user]:
                return place.id
        id = f"a:1{secrets.token_urlsafe(48)}"
        self.state.conversations[id] = Conversation(id, "personal", "", self.state.users[user].tenant, [user])
        return id

    def put(self, message: Message) -> Message:
        place = self.state.conversations[message.conversation]
        message.html = message.html or paragraphs(message.text, message.entities)
        message.changed = self.state.now()
        place.messages[message.id] = message
        self._tell("created", message)
        return message

    def touch(self, message: Message) -> None:
        """Something about it is not as it was: its text, its reactions."""
        message.changed = self.state.now()
        self._tell("updated", message)

    def remove(self, message: Message) -> None:
        message.deleted = message.changed = self.state.now()
        self._tell("deleted", message)

    def restore(self, message: Message) -> None:
        message.deleted = None
        self.touch(message)

    def _tell(self, change: str, message: Message) -> None:
        for watcher in self.watchers:
            watcher(change, message)

    def _known(self, scope: str) -> None:
        if scope not in self.state.users and scope not in self.state.teams and scope not in self.state.conversations:
            raise ValueError(f"nothing is called {scope}")


def paragraphs(text: str, entities: list[Json]) -> str:
    """What the composer makes of plain text: mentions become spans that `itemid` numbers."""
    said = html.escape(text, quote=False)
    for number, it in enumerate(entity for entity in entities if entity["type"] == "mention"):
        name = html.escape(it["mentioned"]["name"], quote=False)
        span = f'<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="{number}">{name}</span>'
        said = said.replace(html.escape(it["text"], quote=False), span, 1)
    return "".join(f"<p>{line or '&nbsp;'}</p>" for line in said.split("\n"))
