"""What digests are made of: messages, settings and minutes, and what was found before. They need no more of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.action_items.item import Item
from core.answering import Given, Question
from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.hearing.backfill import Backfill
from core.models import Channel, Transcript
from core.ports import MessageStore, Window
from core.ports.settings import SettingsStore


class FoundItems(Protocol):
    """What digests need of action items."""

    async def found(self, question: Question, given: Given, by_digest: bool = False) -> Sequence[Item]: ...

    async def overdue(self, channel: Channel, on: date) -> Sequence[Item]: ...


class FoundDecisions(Protocol):
    """What digests need of decisions."""

    async def found(self, question: Question, given: Given) -> Sequence[Recorded]: ...

    async def within(self, channel: Channel, window: Window) -> Sequence[Recorded]: ...

    async def reversals(self, channel: Channel, window: Window) -> Sequence[tuple[Recorded, Recorded]]: ...


class Summarizes(Protocol):
    """`core.answering.Minutes`, of which digests need no more."""

    async def about(self, question: Question, read: Transcript) -> Given: ...


class OtherDigests(Protocol):
    """What digests need of those that are set up."""

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """What the channels are read with. Without `items` or `decisions` a digest has none that are overdue, or changed.

    With `others` a weekly digest reads only what no daily one has told. `backfill` fetches what the store does not
    have, by platform.
    """

    minutes: Summarizes
    store: MessageStore
    settings: SettingsStore
    items: FoundItems | None = None
    decisions: FoundDecisions | None = None
    others: OtherDigests | None = None
    backfill: Callable[[str], Backfill | None] = lambda platform: None
