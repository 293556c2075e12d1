"""What serves the people of a platform, begun in one way for all: what answers, and what comes without asking."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bots import behind, wiring
from bots.desk import Desk
from bots.schedule import ticking
from bots.settings import Settings
from bots.worker import working
from core.action_items.items import Items
from core.action_items.sending import Sending
from core.action_items.tools import Zone
from core.answering import Minutes, Wishes
from core.decisions.decisions import Decisions
from core.hearing import Backfill
from core.limits.asking import Asking
from core.ports import Access, Admins
from core.ports.publisher import Audience, Messenger, Publisher

Clock = Callable[[], datetime]
OfPlatform = TypeVar("OfPlatform", bound=Desk)


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on a platform's side of the core's ports. `zone` tells what it knows of people's time zones."""

    platform: str
    access: Access
    admins: Admins
    audience: Audience
    publisher: Publisher
    messenger: Messenger
    backfill: Backfill
    zone: Zone


@dataclass(frozen=True, slots=True)
class Services:
    """`scheduled` and `sending` do something only when they are ticked."""

    stores: wiring.Stores
    side: Side
    clock: Clock
    minutes: Minutes
    items: Items
    decisions: Decisions
    scheduled: wiring.Scheduled
    sending: Sending

    def desk(self, made: Callable[..., OfPlatform]) -> OfPlatform:
        """`made` is the platform's, and lacks only what all of them have."""
        stores, clock = self.stores, self.clock
        return made(
            minutes=self.minutes,
            wishes=Wishes(stores.messages, stores.settings, stores.audit, clock),
            messages=stores.messages,
            posts=stores.posts,
            questions=stores.questions,
            settings=stores.settings,
            ledger=stores.ledger,
            items=self.items,
            digests=self.scheduled.digests,
            decisions=self.decisions,
            access=self.side.access,
            limits=Asking(stores.buckets, clock),
            clock=clock,
        )


@asynccontextmanager
async def ready(settings: Settings, stores: wiring.Stores, side: Side, clock: Clock) -> AsyncIterator[Services]:
    """Whoever asks inside the block is answered; nothing comes without asking."""
    access, admins, here = side.access, side.admins, side.platform
    items, decisions = wiring.items(stores, access, side.zone, clock), wiring.decisions(stores, access)
    reached = {here: wiring.Reach(side.publisher, side.audience, access, side.backfill)}
    async with (
        wiring.minutes(settings, stores, access, admins, side.backfill, found=items) as minutes,
        wiring.ahead(settings, stores, access, admins) as ahead,
    ):
        scheduled = wiring.scheduled(settings, stores, minutes, admins, reached, clock, items, decisions, ahead)
        sending = wiring.sending(stores, access, {here: side.messenger}, clock)
        yield Services(stores, side, clock, minutes, items, decisions, scheduled, sending)


@asynccontextmanager
async def going(settings: Settings, stores: wiring.Stores, side: Side, clock: Clock) -> AsyncIterator[Services]:
    """Inside the block digests and action items come by themselves too, and what can wait is summarized ahead."""
    async with ready(settings, stores, side, clock) as services:
        scheduled = services.scheduled
        ahead = [behind.preparing(scheduled.preparing.tick)] if scheduled.preparing else []
        async with ticking({"digests": scheduled.rounds.tick, "action items": services.sending.tick}), working(ahead):
            yield services
