"""What people and admins have kept from being read: the reader leaves it out, and says how much it was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from core.models import Channel, Message, Person

# A word of its own: "no-summary" in a message or a topic, with or without brackets or a # before it.
_MARKER = re.compile(r"(?<![\w-])no-summary(?![\w-])", re.IGNORECASE)
_MARK = "no-summary"  # letters are found faster than a pattern, and most messages have none


@dataclass(frozen=True, slots=True)
class Consent:
    """`opted_out` holds authors by id or display name, `blocked_channels` patterns (`hr-*`) of names or ids.

    Neither minds upper and lower case.
    """

    opted_out: tuple[str, ...] = ()
    blocked_channels: tuple[str, ...] = ()

    def blocks(self, channel: Channel) -> bool:
        return is_one_of(channel, self.blocked_channels)

    def refusal(self, message: Message, channel: Channel | None) -> str | None:
        """Why a message must not be read, None where it may be."""
        if channel and self.blocks(channel):
            return "channel is blocked"
        if channel and channel.topic and _MARKER.search(channel.topic):
            return "channel is marked no-summary"
        if _MARK in message.text.casefold() and _MARKER.search(message.text):
            return "marked no-summary"
        return "author opted out" if self.names(message.author) else None

    def names(self, person: Person) -> bool:
        """Whether the person opted out."""
        if not self.opted_out:  # asked for each message
            return False
        known_as = person.id.casefold(), person.name.casefold()
        return any(name.casefold().removeprefix("@") in known_as for name in self.opted_out)


def is_one_of(channel: Channel, patterns: Iterable[str]) -> bool:
    """Whether a pattern (`hr-*`, `#general`) is that of its name or id, in any case."""
    wanted = [pattern.casefold().removeprefix("#") for pattern in patterns]
    if not wanted:  # asked for each message
        return False
    names = channel.name.casefold().removeprefix("#"), channel.id.casefold()
    return any(fnmatchcase(name, pattern) for name in names for pattern in wanted)
