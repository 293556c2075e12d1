"""What every cache promises, run over each of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from core.models import Channel
from core.ports import Cache, Cached
from storage import turns
from storage.memory import MemoryCache
from storage.redis import server
from storage.redis.cache import RedisCache
from storage.sqlite import session
from storage.sqlite.cache import SqliteCache
from tests.storage import redis_server
from tests.storage.planted import NOON, Time

GENERAL = Channel("slack", "acme", "C1", "general")
RANDOM = Channel("slack", "acme", "C2", "random")
ELSEWHERE = Channel("slack", "globex", "C1", "general")
ANSWER = Cached("Péter ships on Monday \ud83d", NOON + timedelta(hours=24), 1.5)


@asynccontextmanager
async def _memory(folder: Path, time: Time) -> AsyncIterator[Cache]:
    yield MemoryCache(time)


@asynccontextmanager
async def _sqlite(folder: Path, time: Time) -> AsyncIterator[Cache]:
    async with session.opened(folder / "recap.sqlite3", clock=time) as opened:
        yield SqliteCache(opened)


@asynccontextmanager
async def _redis(folder: Path, time: Time) -> AsyncIterator[Cache]:
    with redis_server.running() as running:
        async with session.opened(folder / "recap.sqlite3", clock=time) as opened, server.connected(running.url) as at:
            yield RedisCache(at, opened)


def _opened(kind: str, folder: Path, time: Time) -> AbstractAsyncContextManager[Cache]:
    return {"memory": _memory, "sqlite": _sqlite, "redis": _redis}[kind](folder, time)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(params=["memory", "sqlite", "redis"])
async def cache(request: pytest.FixtureRequest, tmp_path: Path, time: Time) -> AsyncIterator[Cache]:
    async with _opened(request.param, tmp_path, time) as opened:
        yield opened


async def test_an_answer_comes_back_as_it_was_until_its_time(cache: Cache, time: Time) -> None:
    await cache.put(GENERAL, "asked", ANSWER, ["1", "2"])
    assert await cache.get(GENERAL, "asked") == ANSWER
    assert await cache.get(GENERAL, "asked otherwise") is None
    time.now = ANSWER.until - timedelta(seconds=1)
    assert await cache.get(GENERAL, "asked") == ANSWER
    time.now = ANSWER.until
    assert await cache.get(GENERAL, "asked") is None


async def test_many_are_asked_for_at_once(cache: Cache) -> None:
    await cache.put(GENERAL, "asked", ANSWER, ["1"])
    await cache.put(GENERAL, "asked otherwise", Cached("other", ANSWER.until), ["2"])
    await cache.put(RANDOM, "asked elsewhere", ANSWER, ["1"])
    found = await cache.found(GENERAL, ["asked otherwise", "asked", "asked elsewhere", "never asked"])
    assert found == {"asked": ANSWER, "asked otherwise": Cached("other", ANSWER.until)}
    assert await cache.found(GENERAL, []) == {}


async def test_the_same_channel_id_in_two_workspaces_is_two_caches(cache: Cache) -> None:
    for channel in (GENERAL, ELSEWHERE, RANDOM):
        await cache.put(channel, "asked", Cached(f"{channel.workspace} {channel.id}", ANSWER.until), ["1"])
    await cache.drop(ELSEWHERE, ["1"])
    assert await cache.get(ELSEWHERE, "asked") is None
    for channel in (GENERAL, RANDOM):
        kept = await cache.get(channel, "asked")
        assert kept
        assert kept.value == f"{channel.workspace} {channel.id}"


async def test_a_later_answer_takes_the_place_of_the_earlier_one_with_its_messages(cache: Cache) -> None:
    later = Cached("later", ANSWER.until + timedelta(hours=1))
    await cache.put(GENERAL, "asked", ANSWER, ["1"])
    await cache.put(GENERAL, "asked", later, ["2"])
    assert await cache.get(GENERAL, "asked") == later
    await cache.drop(GENERAL, ["2"])
    assert await cache.get(GENERAL, "asked") is None


async def test_what_rests_on_a_dropped_message_goes_and_nothing_else(cache: Cache) -> None:
    await cache.put(GENERAL, "both", ANSWER, [str(number) for number in range(2345)])
    await cache.put(GENERAL, "one", ANSWER, ["1"])
    await cache.put(GENERAL, "other", ANSWER, ["5000"])
    await cache.drop(GENERAL, ["2344", "nobody asked about this one"])
    assert [await cache.get(GENERAL, key) for key in ("both", "one", "other")] == [None, ANSWER, ANSWER]
    await cache.drop(GENERAL, ["1", "5000"])
    assert [await cache.get(GENERAL, key) for key in ("both", "one", "other")] == [None, None, None]


async def test_one_at_a_time_makes_the_value_of_a_key(cache: Cache) -> None:
    at_once, most = 0, 0

    async def make(key: str) -> None:
        nonlocal at_once, most
        async with cache.making(GENERAL, key) as turn:
            assert turn
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.01)
            at_once -= 1

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(make("asked"))
    assert most == 1


async def test_other_keys_do_not_wait(cache: Cache) -> None:
    async with cache.making(GENERAL, "a"), cache.making(GENERAL, "b"), cache.making(RANDOM, "a") as turn:
        assert turn


async def test_who_does_not_wait_is_told_that_it_is_not_their_turn(cache: Cache) -> None:
    async with cache.making(GENERAL, "asked"), cache.making(GENERAL, "asked", waiting=False) as turn:
        assert not turn
    async with cache.making(GENERAL, "asked", waiting=False) as turn:
        assert turn


async def test_who_fails_lets_the_next_one_make_it(cache: Cache) -> None:
    with pytest.raises(ZeroDivisionError):
        async with cache.making(GENERAL, "asked"):
            raise ZeroDivisionError
    async with cache.making(GENERAL, "asked", waiting=False) as turn:
        assert turn


async def test_nobody_waits_longer_than_their_patience(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    async with cache.making(GENERAL, "asked"), cache.making(GENERAL, "asked") as turn:
        assert turn
    async with cache.making(GENERAL, "asked", waiting=False) as turn:
        assert turn
