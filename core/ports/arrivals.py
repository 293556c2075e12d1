"""What remembers messages as they come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.models import Channel, Message, Reaction
from core.ports.messages import MessageStore


@dataclass(frozen=True, slots=True)
class Reacted:
    """A person (id) set an emoji on a message, or took it away: `gone`."""

    message_id: str
    person: str
    emoji: str
    at: datetime
    gone: bool = False


class Arrivals(MessageStore, Protocol):
    """A message store that hears: one event at a time, in any order, each once however often it is delivered.

    What these and `edit` and `delete` were given is on disk when they return. An edit keeps the reactions of the
    message where it has none. A channel without a name is one whose name is not known: the stored one stays.
    """

    async def hear(self, channel: Channel, message: Message) -> bool:
        """A new message; False where it is known already, edited, or deleted: then nothing changes.

        Its thread and its reactions may have come before it; it gets them.
        """
        ...

    async def restore(self, channel: Channel, message: Message, at: datetime) -> None:
        """Its author took the deletion back at this moment: the message as it stands now, unless it was deleted later.

        It is later where it was stored later, by this machine's clock: in doubt it stays out.
        """
        ...

    async def react(self, channel: Channel, reacted: Reacted) -> None:
        """Counts on its message once, also where that comes later; of one person and emoji the latest counts."""
        ...

    async def clear(self, channel: Channel, message_id: str, at: datetime, emoji: str | None = None) -> None:
        """Nobody's emoji stands on the message any more, or nobody's of this one, but for those set later."""
        ...

    async def rename(self, channel: Channel) -> None:
        """The channel has this name now, and this topic where one is given."""
        ...

    async def last_active(self, channel: Channel, person: str) -> datetime | None:
        """When the person (id) last wrote or reacted in the channel, as far as it is stored."""
        ...


def with_reaction(reactions: Sequence[Reaction], emoji: str, by: int) -> tuple[Reaction, ...]:
    """With so many more, or fewer, of an emoji; those that nobody has set are not there."""
    counts = {reaction.name: reaction for reaction in reactions}
    known = counts.get(emoji, Reaction(emoji, 0))
    counts[emoji] = replace(known, count=known.count + by)
    return tuple(reaction for reaction in counts.values() if reaction.count > 0)
