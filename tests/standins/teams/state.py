"""What a stand-in of Teams knows: tenants, people, teams, conversations, messages, and where the app is installed."""

import itertools
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["personal", "groupChat", "channel"]
Membership = Literal["standard", "private", "shared"]

APP_ID = "5e0c1f0a-0000-4000-8000-00000000a001"
APP_PASSWORD = "app-password"
BOT = f"28:{APP_ID}"
BOT_NAME = "Recap"
CHANNEL_RSC = "ChannelMessage.Read.Group"
CHAT_RSC = "ChatMessage.Read.Chat"


@dataclass(slots=True)
class User:
    """`id` is what this bot knows them by (29:…); `aad` is their object id in the directory."""

    id: str
    aad: str
    name: str
    email: str
    tenant: str
    guest: bool = False
    locale: str = "en-US"
    timezone: str = "Europe/Berlin"
    blocked: bool = False

    @property
    def role(self) -> str:
        return "guest" if self.guest else "user"


@dataclass(slots=True)
class Message:
    """`author` is a user's id or the bot's; `root` is the thread's first message, in channels only.

    `reacted` is when a reaction was set, by its type and the user.
    """

    id: str
    conversation: str
    author: str
    text: str
    root: str | None = None
    html: str = ""
    entities: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    channel_data: Json = field(default_factory=dict)
    summary: str | None = None
    edited: float | None = None
    deleted: float | None = None
    changed: float = 0.0
    reactions: dict[str, list[str]] = field(default_factory=dict)
    reacted: dict[tuple[str, str], float] = field(default_factory=dict)

    @property
    def thread(self) -> str:
        return self.root or self.id


@dataclass(slots=True)
class Team:
    """`id` is the thread id of its General channel; `group` is the id that Graph knows it by."""

    id: str
    group: str
    name: str
    tenant: str
    members: list[str]
    owners: list[str]
    channels: list[str]


@dataclass(slots=True)
class Conversation:
    """A standard channel has its team's people; other channels and chats have their own."""

    id: str
    kind: Kind
    name: str
    tenant: str
    people: list[str]
    team: Team | None = None
    membership: Membership = "standard"
    messages: dict[str, Message] = field(default_factory=dict)
    gone: bool = False

    @property
    def members(self) -> list[str]:
        return self.team.members if self.team and self.membership == "standard" else self.people

    @property
    def scope(self) -> str:
        """Where the app is installed so that it is here: the team, the chat, the channel that is not standard."""
        if self.kind == "personal":
            return self.people[0]
        return self.team.id if self.team and self.membership == "standard" else self.id


@dataclass(slots=True)
class State:
    now: Callable[[], float] = time.time
    tenants: dict[str, str] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    installed: dict[str, set[str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    last_ms: int = 0

    def guid(self) -> str:
        return str(uuid.UUID(int=(0x4D53 << 112) + (4 << 76) + (8 << 60) + next(self.numbers)))

    def ms(self, at: float | None = None) -> str:
        """A message's id: its moment in milliseconds, and no other message's. `at` is in seconds."""
        wanted = int((self.now() if at is None else at) * 1000)
        if at is None:
            wanted = self.last_ms = max(wanted, self.last_ms + 1)
        return str(wanted)

    def time(self, at: float | None = None) -> str:
        moment = datetime.fromtimestamp(self.now() if at is None else at, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def present(self, place: Conversation) -> bool:
        """Whether the app is installed where it would be in the conversation."""
        return place.scope in self.installed

    def granted(self, place: Conversation, permission: str) -> bool:
        return permission in self.installed.get(place.scope, set())

    def by_aad(self, aad: str) -> User | None:
        return next((user for user in self.users.values() if user.aad == aad), None)


def moment(message: Message) -> float:
    """When it was said, in seconds."""
    return int(message.id) / 1000
