"""Digests over a database and the model's stand-in: ahead at half the price, the rest at nine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bots import wiring
from bots.settings import read_settings
from core.digests.digest import EVERY_DAY, Digest
from tests.answering.room import ANA, GENERAL, MONDAY, PLACE, Room, room, talk
from tests.core.digests.stage import Audience, Publisher
from tests.standins.claude.server import KEY, ClaudeServer

MANY = 600  # messages, one a minute from nine on: several parts
NEXT = MONDAY + timedelta(days=1)
DIGEST = Digest("", *PLACE, (GENERAL,), replace(GENERAL, id="C9", name="news"), ANA, MONDAY, time(9), EVERY_DAY)


@dataclass
class Shown:
    room: Room
    scheduled: wiring.Scheduled
    publisher: Publisher
    now: datetime = MONDAY

    async def prepared(self, before: timedelta) -> None:
        """So long before the digest is due."""
        self.now = NEXT - before
        assert self.scheduled.preparing
        await self.scheduled.preparing.tick()

    async def posted(self) -> None:
        self.now = NEXT
        await self.scheduled.rounds.tick()

    async def spent(self) -> float:
        return sum(entry.cost for entry in await self.room.stores.ledger.entries())


@asynccontextmanager
async def shown(server: ClaudeServer, messages: int = MANY) -> AsyncIterator[Shown]:
    settings = read_settings({"RECAP_ANTHROPIC_API_KEY": KEY, "RECAP_ANTHROPIC_URL": server.url})
    publisher, audience = Publisher(), Audience()
    async with (
        room(server, talk(messages)) as there,
        wiring.ahead(settings, there.stores, there.access, there.admins) as ahead,
    ):
        reached = {"slack": wiring.Reach(publisher, audience, there.access)}
        it: Shown

        def clock() -> datetime:
            return it.now

        given = wiring.scheduled(settings, there.stores, there.minutes, there.admins, reached, clock, ahead=ahead)
        it = Shown(there, given, publisher)
        await given.digests.add(DIGEST, ANA)
        yield it


def calls(server: ClaudeServer) -> int:
    return int(server.counts["requests"].get("POST /v1/messages", 0))


async def test_a_digest_is_posted_with_what_the_model_said_and_nobodys_limit_is_touched() -> None:
    async with ClaudeServer() as server, shown(server, 60) as it:
        await it.room.set("person_per_hour=1", "person_per_5_minutes=1")
        await it.posted()
        await it.room.ask()
        [post] = it.publisher.posts.values()
        [section] = post.sections
        assert section.whole.engine == "claude-haiku-5-5"
        assert post.cost > 0


async def test_what_fell_silent_is_asked_ahead_at_half_the_price_and_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with ClaudeServer() as server, shown(server) as it:
        await it.posted()
        at_the_hour = calls(server)
        dear = await it.spent()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    async with ClaudeServer() as server, shown(server) as it:
        await it.prepared(timedelta(hours=4))
        await it.prepared(timedelta(hours=3))
        await it.posted()
        [post] = it.publisher.posts.values()
        assert post.sections[0].whole.engine == "claude-haiku-5-5"
        assert calls(server) == 0 < at_the_hour
        assert await it.spent() == pytest.approx(dear / 2, rel=0.02)
        assert post.cost == pytest.approx(await it.spent()), "what was paid ahead is the digest's cost too"
        entries = await it.room.stores.ledger.entries()
        assert {(entry.purpose, entry.cached) for entry in entries} == {("digest", None)}, "the cache spared nothing"
        assert [entry.what for entry in await it.room.stores.audit.entries()] == ["digest"]


async def test_what_is_said_afterwards_costs_one_part_at_the_hour() -> None:
    async with ClaudeServer() as server, shown(server) as it:
        await it.prepared(timedelta(hours=4))
        await it.prepared(timedelta(hours=3))
        later = [replace(m, sent_at=NEXT - timedelta(hours=1)) for m in talk(10, first=5_000)]
        await it.room.put(later)
        await it.posted()
        assert calls(server) == 1


async def test_while_people_still_talk_only_what_came_before_is_asked_ahead() -> None:
    async with ClaudeServer() as server, shown(server) as it:
        await it.prepared(timedelta(hours=14) - timedelta(minutes=10))
        assert await it.room.stores.submissions.list() == [], "too long before the hour"
        await it.room.put([replace(m, sent_at=NEXT - timedelta(hours=5)) for m in talk(1, first=9_000)])
        await it.prepared(timedelta(hours=4))
        [submission] = await it.room.stores.submissions.list()
        assert "m9000" not in {id for ids in submission.parts for id in ids}
        assert submission.parts[0][0] == "m1"


async def test_each_look_hands_in_only_what_is_new_and_another_process_nothing() -> None:
    async with ClaudeServer(batch_seconds=10_000) as server, shown(server) as it:
        await it.prepared(timedelta(hours=5))
        await it.prepared(timedelta(hours=5) - timedelta(minutes=1))
        await it.prepared(timedelta(hours=3))
        assert len(await it.room.stores.submissions.list()) == 1


async def test_where_a_batch_is_late_an_ordinary_call_is_made() -> None:
    async with ClaudeServer(batch_seconds=10_000) as server, shown(server) as it:
        await it.prepared(timedelta(hours=4))
        await it.posted()
        [post] = it.publisher.posts.values()
        assert post.sections[0].whole.engine == "claude-haiku-5-5"
        assert calls(server) > 1
