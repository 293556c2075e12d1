"""What only a server outside the process can do: be away, be read by others, be changed by them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from core.caching import cached
from core.errors import OperatorError
from core.models import Channel, Message
from core.ports import Cached
from storage.redis import server
from storage.redis.cache import RedisCache
from storage.sqlite import session
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.privacy import SqlitePrivacy
from tests.storage import redis_server
from tests.storage.planted import CHANNEL, MESSAGE, NOON, TEXTS, found_in

ANSWER = Cached(MESSAGE.text, NOON + timedelta(hours=24))
ELSEWHERE = Channel("slack", "globex", "C1", "general")


@pytest.fixture
def running() -> Iterator[redis_server.RedisServer]:
    with redis_server.running() as server:
        yield server


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[session.Session]:
    async with session.opened(tmp_path / "recap.sqlite3", clock=lambda: NOON) as opened:
        yield opened


@pytest.fixture
async def cache(running: redis_server.RedisServer, opened: session.Session) -> AsyncIterator[RedisCache]:
    async with server.connected(running.url) as connected:
        opened.outside = cache = RedisCache(connected, opened)
        yield cache


async def _asked(cache: RedisCache) -> tuple[str, bool]:
    async def make() -> str:
        return "made"

    return await cached(cache, CHANNEL, "asked", None, make, [MESSAGE.id], lambda: NOON, lambda: 0.5)


async def _names(running: redis_server.RedisServer) -> list[Any]:
    async with Redis.from_url(running.url) as client:
        return [name async for name in client.scan_iter("*")]


async def test_a_server_that_stops_costs_speed_not_answers_and_is_logged_once(
    running: redis_server.RedisServer,
    cache: RedisCache,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "AWAY_SECONDS", 0.0)
    caplog.set_level(logging.INFO, "storage.redis")
    assert [await _asked(cache), await _asked(cache)] == [("made", False), ("made", True)]
    await asyncio.to_thread(running.stop)
    assert [await _asked(cache), await _asked(cache)] == [("made", False), ("made", False)]
    await asyncio.to_thread(running.start)
    assert await _asked(cache) == ("made", True)
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


async def test_a_server_that_hangs_is_waited_for_once(running: redis_server.RedisServer) -> None:
    running.hang()
    asked = 0

    async def ping(redis: Redis) -> object:
        nonlocal asked
        asked += 1
        return await redis.ping()

    async with server.connected(running.url) as connected:
        assert [await connected.ask(ping, None) for _ in range(3)] == [None] * 3
    assert asked == 1


async def test_what_was_deleted_while_the_server_was_away_is_not_served_when_it_is_back(
    running: redis_server.RedisServer,
    cache: RedisCache,
    opened: session.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "AWAY_SECONDS", 0.0)
    messages = SqliteMessages(opened)
    await messages.edit(CHANNEL, replace(MESSAGE, edited_at=None))
    await cache.put(CHANNEL, "asked", ANSWER, [MESSAGE.id])
    assert await cache.get(CHANNEL, "asked") == ANSWER
    await asyncio.to_thread(running.stop)
    await messages.delete(CHANNEL, MESSAGE.id)
    await asyncio.to_thread(running.start)
    assert await cache.get(CHANNEL, "asked") is None
    assert await _names(running) == []


async def test_nothing_in_the_server_can_be_read(running: redis_server.RedisServer, cache: RedisCache) -> None:
    await cache.put(CHANNEL, "marker-of-the-key", ANSWER, [MESSAGE.id])
    assert found_in(running.files(), (*TEXTS, "marker-of-the-key")) == []
    assert len(await _names(running)) == 2


async def test_an_erased_workspace_leaves_nothing_in_the_server(
    running: redis_server.RedisServer, cache: RedisCache, opened: session.Session
) -> None:
    await cache.put(CHANNEL, "asked", ANSWER, [MESSAGE.id])
    await cache.put(ELSEWHERE, "asked", ANSWER, ["1"])
    await SqlitePrivacy(opened).erase(CHANNEL.workspace)
    assert len(await _names(running)) == 2
    assert await cache.get(ELSEWHERE, "asked") == ANSWER


async def test_everything_in_the_server_ends_by_itself(running: redis_server.RedisServer, cache: RedisCache) -> None:
    await cache.put(CHANNEL, "asked", ANSWER, [MESSAGE.id])
    async with cache.making(CHANNEL, "asked"), Redis.from_url(running.url) as client:
        left = {str(name).rsplit(":", 2)[1]: await client.ttl(name) for name in await _names(running)}
    assert left.keys() == {"entry", "message", "lease"}
    assert 0 < left["lease"] <= 10
    assert 86_000 < left["entry"] <= 86_400 < left["message"] <= 90_000


async def test_an_entry_that_somebody_changed_is_not_used(
    running: redis_server.RedisServer, cache: RedisCache, caplog: pytest.LogCaptureFixture
) -> None:
    for key in ("asked", "other"):
        await cache.put(CHANNEL, key, ANSWER, [])
    async with Redis.from_url(running.url) as client:
        one, other = await _names(running)
        await client.set(one, await client.get(other) or b"")
    assert sorted([await cache.get(CHANNEL, key) is None for key in ("asked", "other")]) == [False, True]
    assert [record.getMessage() for record in caplog.records] == [
        "an entry of the Redis server was changed: it is not used"
    ]


async def test_a_task_that_is_cancelled_while_it_asks_is_cancelled(running: redis_server.RedisServer) -> None:
    started = asyncio.Event()

    async def ping(redis: Redis) -> object:
        started.set()
        return await redis.ping()

    async with server.connected(running.url) as connected:
        task = asyncio.create_task(connected.ask(ping, None))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_an_address_that_is_none_is_one_line_without_its_password() -> None:
    with pytest.raises(OperatorError, match=r"^RECAP_REDIS_URL is no address: write it as") as raised:
        async with server.connected("postgres://me:secret@localhost"):
            pass
    assert "secret" not in str(raised.value)


async def test_a_message_edited_in_another_process_is_told_by_the_process_that_edits(
    running: redis_server.RedisServer, cache: RedisCache, opened: session.Session
) -> None:
    await cache.put(CHANNEL, "asked", ANSWER, [MESSAGE.id])
    async with session.opened(opened.path) as other, server.connected(running.url) as connected:
        other.outside = RedisCache(connected, other)
        await SqliteMessages(other).edit(CHANNEL, Message(MESSAGE.id, MESSAGE.author, "other", NOON))
        assert await cache.get(CHANNEL, "asked") == ANSWER  # new to the store: nothing that was read has changed
        await SqliteMessages(other).delete(CHANNEL, MESSAGE.id)
        assert await cache.get(CHANNEL, "asked") is None
