"""What every memory of the past that is stored promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.models import Channel, Message, Person
from core.ports import Arrivals, Complete, Wanted, Window
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete
from storage.sqlite import session
from storage.sqlite.complete import SqliteComplete
from storage.sqlite.messages import SqliteMessages

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
Both = tuple[Arrivals, Complete]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def window(since: float | None, until: float | None) -> Window:
    return Window(None if since is None else at(since), None if until is None else at(until))


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Both]:
    store = MemoryMessages()
    yield store, MemoryComplete(store)


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Both]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteMessages(opened), SqliteComplete(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def both(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Both]:
    async with request.param(tmp_path) as opened:
        yield opened


@pytest.fixture
def complete(both: Both) -> Complete:
    return both[1]


async def test_windows_that_touch_are_one_stretch(complete: Complete) -> None:
    for part in (window(5, 7), window(0, 2), window(2, 5), window(9, None)):
        await complete.add(GENERAL, part)
    assert await complete.stretches(GENERAL) == [window(0, 7), window(9, None)]
    await complete.add(GENERAL, window(None, 20))
    assert await complete.stretches(GENERAL) == [Window()]
    assert await complete.stretches(replace(GENERAL, workspace="globex")) == []


async def test_a_channel_that_is_left_is_complete_until_then(complete: Complete) -> None:
    await complete.add(GENERAL, window(0, None))
    await complete.end(GENERAL, at(9))
    await complete.end(GENERAL, at(12))
    assert await complete.stretches(GENERAL) == [window(0, 9)]


async def test_after_an_interruption_what_was_heard_ends_with_the_latest_message(both: Both) -> None:
    store, complete = both
    silent, left = replace(GENERAL, id="C2"), replace(GENERAL, id="C3")
    await complete.add(GENERAL, window(0, None))
    await complete.add(silent, window(0, None))
    await complete.add(left, window(0, 1))
    await store.hear(GENERAL, Message("1", Person("U1", "Ana"), "Hello", at(3)))
    await complete.interrupted("slack", at(9))
    await complete.interrupted("discord", at(99))
    assert await complete.stretches(GENERAL) == [window(0, 3), window(9, None)]
    assert await complete.stretches(silent) == [window(9, None)]
    assert await complete.stretches(left) == [window(0, 1)]


async def test_what_is_wanted_is_given_to_one_caller_when_it_is_due(complete: Complete) -> None:
    await complete.want(Wanted(GENERAL, window(5, 7), at(0)))
    await complete.want(Wanted(GENERAL, window(None, 6), at(10)))
    assert await complete.claim("slack", at(9), at(11)) is None
    assert await complete.claim("discord", at(10), at(11)) is None
    assert await complete.claim("slack", at(10), at(15)) == Wanted(GENERAL, window(None, 7), at(10))
    assert await complete.claim("slack", at(14), at(15)) is None
    assert await complete.claim("slack", at(15), at(16)) is not None
    await complete.fetched(Wanted(GENERAL, window(None, 7), at(10)))
    assert await complete.claim("slack", at(99), at(100)) is None


async def test_what_is_wanted_while_it_is_fetched_is_not_forgotten(complete: Complete) -> None:
    await complete.want(Wanted(GENERAL, window(5, 7), at(0)))
    claimed = await complete.claim("slack", at(0), at(10))
    assert claimed
    await complete.want(Wanted(GENERAL, window(8, 9), at(1)))
    await complete.fetched(claimed)
    assert await complete.claim("slack", at(1), at(10)) == Wanted(GENERAL, window(5, 9), at(1))


async def test_who_waits_longest_comes_first(complete: Complete) -> None:
    other = replace(GENERAL, workspace="globex")
    await complete.want(Wanted(GENERAL, window(0, 1), at(3)))
    await complete.want(Wanted(other, window(0, 1), at(2)))
    claimed = [await complete.claim("slack", at(5), at(9)) for _ in range(3)]
    assert [wanted and wanted.channel.workspace for wanted in claimed] == ["globex", "acme", None]
