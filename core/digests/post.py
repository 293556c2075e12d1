"""What a digest says, platform-free: each platform renders it."""

from dataclasses import dataclass
from datetime import datetime

from core.action_items.item import Item
from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.models import Channel
from core.ports.messages import Window
from core.summary import Summary


@dataclass(frozen=True, slots=True)
class Section:
    """What mattered in one channel. `short` goes into the post, `whole` into the thread under it."""

    channel: Channel
    short: Summary
    whole: Summary
    overdue: tuple[Item, ...] = ()
    reversed: tuple[tuple[Recorded, Recorded], ...] = ()  # an earlier decision and the one that changed it


@dataclass(frozen=True, slots=True)
class Failed:
    """`reason` is a sentence for people."""

    channel: Channel
    reason: str


@dataclass(frozen=True, slots=True)
class DigestPost:
    """`key` marks the post, so that it is found again: one for each digest and window.

    `slot` is the local date and time it was due at, "2026-03-02T09:00", and `window` what it covers. `left_out` counts
    channels that somebody in the destination may not read; they are not named. `notes` are sentences: that it is late,
    cut, offline and why, which windows were folded into it. `cost` is in US dollars. `messages` counts those read.
    """

    digest: Digest
    key: str
    slot: str
    window: Window
    headline: str
    sections: tuple[Section, ...] = ()
    quiet: tuple[Channel, ...] = ()
    failed: tuple[Failed, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
    messages: int = 0
    cost: float = 0.0
    made_at: datetime | None = None

    @property
    def all_quiet(self) -> bool:
        """Every channel was read, and nothing was found."""
        return not (self.sections or self.failed or self.left_out)
