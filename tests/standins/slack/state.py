"""What a stand-in of Slack knows: workspaces, people, channels, messages, and the app's installations."""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["public", "private", "im", "mpim"]

APP_ID = "A0RECAP"
APP_TOKEN = "xapp-1-A0RECAP-test"
APP_SCOPES = frozenset({"connections:write", "authorizations:read"})
CLIENT_ID, CLIENT_SECRET = "1000.2000", "client-secret"
SIGNING_SECRET = "signing-secret"


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str
    enterprise: str | None = None


@dataclass(slots=True)
class User:
    id: str
    team: str
    name: str
    real_name: str
    tz: str = "Europe/Berlin"
    locale: str = "en-US"
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Message:
    """`only_for` names the one person who sees an ephemeral message; `app` marks what the app under test posted."""

    channel: str
    ts: str
    user: str
    team: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    only_for: str | None = None
    streaming: bool = False

    @property
    def app(self) -> bool:
        return self.bot_id is not None


@dataclass(slots=True)
class Channel:
    """`teams` are the workspaces that see it, its host first: more than one is a Slack Connect channel."""

    id: str
    name: str
    kind: Kind
    teams: list[str]
    members: list[str]
    created: int
    creator: str = ""
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def shared(self) -> bool:
        return len(self.teams) > 1

    def thread(self, ts: str) -> list[Message]:
        """The parent and its replies, oldest first."""
        return sorted((m for m in self.messages.values() if ts in (m.ts, m.thread_ts)), key=lambda m: m.ts)


@dataclass(slots=True)
class Installation:
    """The app in one workspace. `refused` is what its token is answered with once it no longer counts."""

    team: str
    bot_user: str
    bot_id: str
    token: str
    scopes: frozenset[str]
    refused: str | None = None
    refresh_token: str | None = None
    expires_at: float | None = None


@dataclass(slots=True)
class State:
    now: Callable[[], float] = time.time
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    installations: dict[str, Installation] = field(default_factory=dict)
    tokens: dict[str, Installation] = field(default_factory=dict)
    ephemeral: dict[tuple[str, str], Message] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    contexts: dict[str, list[str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    last_ts: int = 0

    def id(self, letter: str) -> str:
        """The next id, such as C0000001A."""
        return f"{letter}{next(self.numbers):07d}A"

    def ts(self, at: float | None = None) -> str:
        """A timestamp that no message has had; `at` is in seconds, now where it is None. Microseconds count on."""
        wanted = int((self.now() if at is None else at) * 1_000_000)
        if at is None:
            wanted = self.last_ts = max(wanted, self.last_ts + 1)
        return f"{wanted // 1_000_000}.{wanted % 1_000_000:06d}"

    def visible(self, channel: Channel, installation: Installation) -> bool:
        """Whether the app may know of the channel: a public one of its workspace, or one that its bot is in."""
        if installation.team not in channel.teams:
            return False
        return channel.kind == "public" or installation.bot_user in channel.members

    def hearing(self, channel: Channel) -> list[Installation]:
        """The installations whose bot is in the channel, the host's first."""
        found = [self.installations[team] for team in channel.teams if team in self.installations]
        return [i for i in found if i.bot_user in channel.members and not i.refused]
