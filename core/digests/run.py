"""One digest at one of its hours, and how far a digest has come: what outlives a process that is killed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from core.digests.digest import Digest
from core.digests.post import DigestPost
from core.digests.slots import Slot
from core.models import Channel, Window


class State(IntEnum):
    """The numbers are stored.

    From `PUBLISHING` on it may stand at its destination, from `POSTED` on it does, and `SETTLED` is nobody's work any
    more.
    """

    CLAIMED = 0
    PUBLISHING = 1
    POSTED = 2
    SETTLED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a digest has come. `until` is when the last one that was posted ended, None before the first.

    `read` says by channel id until when a channel was read: one that could not be is taken up again from there.
    `missed` says for the next one what was not posted, and why: keys of slots with a sentence each.
    """

    until: datetime | None = None
    read: Mapping[str, datetime] = field(default_factory=dict)
    missed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """`holder` is whoever works on it now: of two processes that think so one is told that it is not.

    `post` is None before it is composed, and again once one of its sources was edited or deleted. `begun` is when it
    was first claimed. `windows` are what is read of each channel; `again`: it was posted without a model, and is made
    once more. `cost` is what it has cost before, in US dollars.
    """

    digest: Digest
    slot: Slot
    holder: int
    begun: datetime
    window: Window
    windows: tuple[tuple[Channel, Window], ...]
    standing: Standing
    state: State = State.CLAIMED
    post: DigestPost | None = None
    place: str | None = None
    again: bool = False
    cost: float = 0.0

    @property
    def key(self) -> str:
        """Marks its post: one for each digest and slot."""
        return f"{self.digest.id}/{self.slot.key}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `standing` is that of the digest from now on, `due_at` when it is looked at again.

    `again`: then it is to be made once more. US dollars.
    """

    standing: Standing
    due_at: datetime
    cost: float = 0.0
    again: bool = False


def since(channel: Channel, digest: Digest, standing: Standing) -> datetime:
    """From when on a channel is told next: one that was added later from then on."""
    return standing.read.get(channel.id) or (digest.since if standing.read else standing.until or digest.since)
