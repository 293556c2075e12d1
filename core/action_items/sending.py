"""What reaches people without their asking: new items in one message, the morning list, reminders."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.access import place, readable
from core.action_items import acting
from core.action_items.item import Item
from core.action_items.items import in_order
from core.action_items.kept import Kept
from core.action_items.note import Note
from core.action_items.preferences import Preferences, next_morning
from core.action_items.tools import ItemTools
from core.errors import LaterError, RecapError
from core.models import Person
from core.ports.notes import Claimed
from core.ports.publisher import Messenger
from core.ports.settings import SettingsStore

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # what is not settled by then was cut short
AGAIN = timedelta(minutes=5)  # where the platform could not be reached
AT_ONCE = 50  # messages of one round: it is ticked every few seconds


@dataclass(frozen=True, slots=True)
class Sending:
    """Any number of processes may tick: each message is claimed by one, sent, and settled.

    No platform tells whether a direct message was sent before a crash, so none is ever sent twice: what was claimed by
    a process that died comes with the person's next answer, a morning list the next morning. `messengers` are those of
    this process, by platform.
    """

    messengers: Mapping[str, Messenger]
    tools: ItemTools
    settings: SettingsStore

    async def tick(self) -> None:
        """Sends what is due. Errors: `StorageError`."""
        for platform in self.messengers:
            for _ in range(AT_ONCE):
                if not (await self._note(platform) or await self._morning(platform)):
                    break

    async def _note(self, platform: str) -> bool:
        notes, now = self.tools.notes, self.tools.clock()
        claimed = await notes.claim(platform, now, now + LEASE)
        if claimed is None:
            return False
        found = [await self.tools.kept.get(platform, claimed.workspace, id) for id in claimed.items]
        kept = [k for k in found if k and _is_due(k, claimed)]

        async def over(settle: Callable[[Claimed], Awaitable[None]]) -> None:
            await settle(claimed)
            if claimed.occasion == "reminder":
                await self._reminded(kept, now)

        await self._sent(
            claimed,
            kept,
            told=lambda: over(notes.told),
            later=lambda: notes.later(claimed, now + AGAIN),
            refused=lambda: over(notes.refused),
        )
        return True

    async def _reminded(self, kept: Sequence[Kept], now: datetime) -> None:
        """Nobody waits for a reminder that is over; one that was put off meanwhile stays."""
        for one in kept:

            def change(here: Sequence[Kept], id: str = one.id) -> Sequence[Kept]:
                return [acting.reminded(k, None) if k.id == id and _is_over(k, now) else k for k in here]

            await self.tools.kept.change(one.channel, change)

    async def _morning(self, platform: str) -> bool:
        preferences, now = self.tools.preferences, self.tools.clock()
        claimed = await preferences.claim(platform, now, lambda wanted: next_morning(wanted, now))
        if claimed is None:
            return False
        wanted = await preferences.get(platform, claimed.workspace, claimed.person.id) or Preferences()
        mine = await self.tools.kept.list(platform, claimed.workspace, person=claimed.person.id)
        await self._sent(
            claimed,
            [k for k in mine if k.open and k.item.sendable] if wanted.morning else [],
            told=_nothing,
            later=lambda: preferences.later(claimed, now + AGAIN),
            refused=_nothing,
        )
        return True

    async def _sent(
        self,
        claimed: Claimed,
        kept: Sequence[Kept],
        told: Callable[[], Awaitable[None]],
        later: Callable[[], Awaitable[None]],
        refused: Callable[[], Awaitable[None]],
    ) -> None:
        """One message with those that the person may read now; none where none are left, or they want none."""
        try:
            if note := await self._written(claimed, kept):
                await self.messengers[claimed.platform].send(note)
            await told()
        except LaterError:
            await later()
        except RecapError as error:
            log.info("a person takes no messages: %s", type(error).__name__)
            await refused()

    async def _written(self, claimed: Claimed, kept: Sequence[Kept]) -> Note | None:
        person, where = claimed.person, (claimed.platform, claimed.workspace)
        wanted = await self.tools.preferences.get(*where, person.id) or Preferences()
        if not kept or wanted.opted_out or await self._opted_out(claimed, person):
            return None
        may_read = await readable(self.tools.access, person.id, (k.channel for k in kept))
        today = self.tools.clock().astimezone(ZoneInfo(wanted.zone)).date()
        items = in_order(k.item for k in kept if place(k.channel) in may_read)
        overdue = [item for item in items if item.due and item.due < today]
        shown: tuple[Item, ...] = (*overdue, *(item for item in items if item not in overdue))
        return Note(*where, person, claimed.occasion, shown, wanted.zone) if shown else None

    async def _opted_out(self, claimed: Claimed, person: Person) -> bool:
        settings = await self.settings.get(claimed.platform, claimed.workspace)
        return settings.consent.names(person)


def _is_due(kept: Kept, claimed: Claimed) -> bool:
    """Whether it still is this person's, and to be told."""
    if not kept.open:
        return False
    if claimed.occasion == "reminder" and kept.item.remind_at:
        return True
    return acting.is_for(kept, claimed.person)


def _is_over(kept: Kept, now: datetime) -> bool:
    return kept.item.remind_at is not None and kept.item.remind_at <= now


async def _nothing() -> None:
    pass
