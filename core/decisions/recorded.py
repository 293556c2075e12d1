"""A decision that is kept, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Channel, Person


@dataclass(frozen=True, slots=True)
class Recorded:
    """`id` is short and unique in the workspace, `sources` are ids of messages of the channel.

    `scope` says what it is about: a conversation's topic, else the channel's name. `reverses` is the id of an earlier
    one that this one changes, `reversed_by` that of the later one that changes it; either may be in another channel,
    and is None for a reader who may not read that. `texts` are fingerprints of what its sources said. Where none was
    `reached`, the text is the call for it, kept until a decision answers it.
    """

    id: str
    channel: Channel
    text: str
    sources: tuple[str, ...]
    decided_at: datetime
    scope: str = ""
    thread_id: str | None = None
    explicit: bool = False
    reverses: str | None = None
    reversed_by: str | None = None
    texts: tuple[str, ...] = ()
    reached: bool = True

    @property
    def at(self) -> datetime:
        return self.decided_at

    @property
    def person(self) -> Person | None:
        """A decision is everybody's."""
        return None
