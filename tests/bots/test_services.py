"""What serves the people of every platform, with a platform that only listens, over a clock that the test moves."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bots import wiring
from bots.services import Services, Side, ready
from bots.settings import read_settings
from core.answering import Question
from core.hearing import Backfill
from core.models import Channel, Message
from core.ports import Page, Window
from tests.answering.room import ANA, BEN, GENERAL, MONDAY, Told
from tests.core.action_items.room import Phone
from tests.core.digests.stage import Audience, Publisher

TODO = Message("m1", ANA, "TODO: Ben orders 12 boxes for the warehouse", MONDAY - timedelta(minutes=5))
HELLO = Message("m2", BEN, "Hello, everybody", MONDAY - timedelta(minutes=4))
NINE_IN_NEW_YORK = datetime(2031, 3, 3, 14, tzinfo=UTC)  # of the same day, for it is nine in the morning in UTC


class Silent:
    """`core.ports.History` of a platform that remembers nothing."""

    async def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        yield Page((), None)


@dataclass
class Desk:
    services: Services
    phone: Phone = field(default_factory=Phone)
    now: datetime = MONDAY

    async def told(self, at: datetime) -> list[str]:
        """On which occasions somebody was, of all that is due then."""
        self.now, before = at, len(self.phone.got)
        await self.services.sending.tick()
        return [note.occasion for note in self.phone.got[before:]]


async def _new_york(platform: str, workspace: str, person: str) -> str | None:
    return "America/New_York"


@asynccontextmanager
async def _opened() -> AsyncIterator[Desk]:
    phone, settings, reads = Phone(), read_settings({}), Audience()
    desk: Desk

    def clock() -> datetime:
        return desk.now

    async with wiring.stores(settings) as stores:
        backfill = Backfill(Silent(), stores.messages, stores.complete, clock)
        side = Side("slack", reads, Told(), reads, Publisher(), phone, backfill, _new_york)
        async with stores.messages.importing() as importing:
            await importing.add(GENERAL, [TODO, HELLO])
        async with ready(settings, stores, side, clock) as services:
            desk = Desk(services, phone)
            yield desk


async def test_what_an_answer_finds_is_told_by_the_services_clock_and_in_the_zone_that_the_platform_knows() -> None:
    async with _opened() as desk:
        await desk.services.minutes.answer(Question(ANA, GENERAL))
        assert await desk.told(MONDAY + timedelta(seconds=110)) == []
        assert await desk.told(MONDAY + timedelta(seconds=120)) == ["found"]
        assert await desk.told(NINE_IN_NEW_YORK - timedelta(seconds=1)) == []
        assert await desk.told(NINE_IN_NEW_YORK) == ["morning"]


async def test_where_nothing_is_to_be_handed_in_the_models_sdk_is_not_even_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "adapters.claude.model", None)
    async with _opened() as desk:
        assert desk.services.scheduled.preparing
        await desk.services.scheduled.preparing.tick()
