"""Turns over processes, by leases: what happens to those whose holder is slow or has died."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from core.models import Channel
from core.ports import Cache
from storage import turns
from storage.redis import server
from storage.redis.cache import RedisCache
from storage.sqlite import session
from storage.sqlite.cache import SqliteCache
from tests.storage import redis_server
from tests.storage.killed import child, killed_after

GENERAL = Channel("slack", "acme", "C1", "general")

MAKING = """
import asyncio, sys
from pathlib import Path
from core.models import Channel
from storage import turns
from storage.redis.cache import RedisCache
from storage.redis.server import connected
from storage.sqlite.cache import SqliteCache
from storage.sqlite.session import opened

async def main():
    turns.LEASE_SECONDS = float(sys.argv[3])
    async with opened(Path(sys.argv[1])) as session, connected(sys.argv[2]) as server:
        cache = RedisCache(server, session) if "redis" in sys.argv[2] else SqliteCache(session)
        async with cache.making(Channel("slack", "acme", "C1", "general"), "asked"):
            print("making", flush=True)
            await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""
NO_SERVER = "unix:///nowhere"


class Shared:
    """A cache of this process, and what another process needs to open the same one."""

    def __init__(self, database: Path, url: str) -> None:
        self.database, self.url = database, url

    @asynccontextmanager
    async def cache(self) -> AsyncIterator[Cache]:
        async with session.opened(self.database) as opened, server.connected(self.url) as at:
            yield SqliteCache(opened) if self.url == NO_SERVER else RedisCache(at, opened)


@pytest.fixture(params=["sqlite", "redis"])
async def shared(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shared]:
    if request.param == "sqlite":
        yield Shared(tmp_path / "recap.db", NO_SERVER)
        return
    with redis_server.running() as running:
        yield Shared(tmp_path / "recap.db", running.url)


def _not_waiting(cache: Cache) -> AbstractAsyncContextManager[bool]:
    return cache.making(GENERAL, "asked", waiting=False)


async def test_only_one_of_two_processes_makes_it(shared: Shared) -> None:
    with child(MAKING, shared.database, shared.url, 10) as other:
        assert other.stdout
        assert other.stdin
        await asyncio.to_thread(other.stdout.readline)
        async with shared.cache() as cache:
            async with _not_waiting(cache) as turn:
                assert not turn
            other.stdin.write("done\n")
            other.stdin.flush()
            async with cache.making(GENERAL, "asked") as turn:
                assert turn
            other.wait()
            assert other.returncode == 0


async def test_who_waits_goes_on_when_the_other_process_has_died(shared: Shared) -> None:
    await asyncio.to_thread(killed_after, 0, MAKING, shared.database, shared.url, 1)
    async with shared.cache() as cache:
        async with _not_waiting(cache) as turn:
            assert not turn
        async with asyncio.timeout(30), cache.making(GENERAL, "asked") as turn:
            assert turn


async def test_a_slow_maker_keeps_its_turn(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LEASE_SECONDS", 0.5)
    async with shared.cache() as mine, shared.cache() as another, mine.making(GENERAL, "asked"):
        await asyncio.sleep(1.5)
        async with _not_waiting(another) as turn:
            assert not turn
