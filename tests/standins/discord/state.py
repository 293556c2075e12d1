"""What a stand-in of Discord knows: guilds, people, channels, threads, messages, and the one application.

Ids are snowflakes as Discord writes them, decimal text. Times are seconds since 1970.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standins.discord.snowflakes import Snowflakes

Json = dict[str, Any]

APP_ID = "1000000000000000001"
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.stand-in.token"
VERIFY_KEY = "0" * 64

TEXT, DM, VOICE, CATEGORY, ANNOUNCEMENT = 0, 1, 2, 4, 5
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 10, 11, 12, 13, 15
THREADS = (ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD)
KINDS = {"text": TEXT, "voice": VOICE, "category": CATEGORY, "announcement": ANNOUNCEMENT, "forum": FORUM}
EPHEMERAL, LOADING, COMPONENTS_V2, HAS_THREAD = 1 << 6, 1 << 7, 1 << 15, 1 << 5


@dataclass(slots=True)
class User:
    """`refuses_dms` is the privacy setting that answers a bot's direct message with 50007."""

    id: str
    name: str
    global_name: str | None = None
    is_bot: bool = False
    locale: str = "en-US"
    refuses_dms: bool = False


@dataclass(slots=True)
class Role:
    id: str
    name: str
    permissions: int
    position: int = 1
    mentionable: bool = False
    managed_by: str | None = None


@dataclass(slots=True)
class Member:
    user: str
    joined: float
    roles: list[str] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: float | None = None


@dataclass(slots=True)
class Overwrite:
    """For a role (kind 0) or a member (kind 1)."""

    id: str
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Reference:
    """What a reply answers. `channel` differs from the reply's own for a thread's starter only."""

    message: str
    channel: str
    guild: str | None


@dataclass(slots=True)
class Pings:
    """Whom a message notifies: what its content mentions, as far as its allowed mentions let through."""

    users: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    everyone: bool = False


@dataclass(slots=True)
class Message:
    """`only_for` names the one person who sees an ephemeral message; `interaction` the one that it answers.

    `reactions` are people by emoji: the character, or name:id of a custom one.
    """

    id: str
    channel: str
    author: str
    content: str
    sent: float
    type: int = 0
    flags: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: Pings = field(default_factory=Pings)
    pings: Pings = field(default_factory=Pings)
    reference: Reference | None = None
    nonce: str | int | None = None
    edited: float | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str | None = None
    interaction: str | None = None
    metadata: Json | None = None


@dataclass(slots=True)
class Thread:
    """What a channel has that is a thread; `members` are when each joined."""

    owner: str
    created: float
    members: dict[str, float] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_changed: float = 0.0
    sent: int = 0
    auto_archive_minutes: int = 4320
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Channel:
    """`recipients` are the people of a direct message. Messages are in the order of their ids only by luck."""

    id: str
    type: int
    name: str = ""
    guild: str | None = None
    parent: str | None = None
    position: int = 0
    topic: str | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    thread: Thread | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    last_message: str | None = None

    def history(self) -> list[Message]:
        """What is stored there, oldest first; ephemeral messages are not."""
        return sorted((m for m in self.messages.values() if m.only_for is None), key=lambda m: int(m.id))


@dataclass(slots=True)
class Guild:
    """`roles` by id, its own id being @everyone's; `members` by user; `channels` holds threads too."""

    id: str
    name: str
    owner: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    locale: str = "en-US"
    unavailable: bool = False


@dataclass(slots=True)
class State:
    """`privileged` are the privileged intents that the developer portal has switched on."""

    privileged: int
    now: Callable[[], float] = time.time
    snowflakes: Snowflakes = field(default_factory=Snowflakes)
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)
    guild_commands: dict[str, dict[str, Json]] = field(default_factory=dict)
    nonces: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.users[APP_ID] = User(APP_ID, "recap", None, is_bot=True)

    def id(self, at: float | None = None) -> str:
        """A new snowflake of that time, now where it is None."""
        return self.snowflakes.at(self.now() if at is None else at)

    def joined(self) -> list[Guild]:
        """The guilds that the bot is in."""
        return [guild for guild in self.guilds.values() if APP_ID in guild.members]

    def guild_of(self, channel: Channel) -> Guild | None:
        return self.guilds[channel.guild] if channel.guild else None

    def parent_of(self, channel: Channel) -> Channel | None:
        return self.channels.get(channel.parent or "")
