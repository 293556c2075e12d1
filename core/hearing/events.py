"""What can happen in a channel, on any platform. A channel without a name is one that the event does not name."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Channel, Message
from core.ports import Reacted


@dataclass(frozen=True, slots=True)
class Arrived:
    channel: Channel
    message: Message


@dataclass(frozen=True, slots=True)
class Edited:
    """The message as it stands now."""

    channel: Channel
    message: Message


@dataclass(frozen=True, slots=True)
class Deleted:
    channel: Channel
    message_id: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A deletion was taken back at this moment: the message as it stands now."""

    channel: Channel
    message: Message
    at: datetime


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody set an emoji, or took it away."""

    channel: Channel
    reacted: Reacted


@dataclass(frozen=True, slots=True)
class Cleared:
    """Somebody took everybody's emoji away from a message: all of them, or one."""

    channel: Channel
    message_id: str
    at: datetime
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """The channel has this name now, and this topic where one is given."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Joined:
    """Recap hears the channel from this moment on."""

    channel: Channel
    at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """Recap hears the channel no more: it was removed, or the channel was archived or deleted."""

    channel: Channel
    at: datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """The workspace took Recap away: nothing of it is kept."""

    platform: str
    workspace: str


Heard = Arrived | Edited | Deleted | Restored | Reaction | Cleared | Renamed | Joined | Left | Erased
