"""The cache in a Redis server that several processes share.

    recap:{workspace}:entry:…     an answer, encrypted, until its time
    recap:{workspace}:message:…   the entries that rest on a message
    recap:{workspace}:lease:…     who makes an answer

The names are keyed hashes: who reads the server learns neither texts nor ids. A script is one step for the server, so
that no entry comes between the look at a message's entries and their removal.
"""

import logging
import secrets
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from redis.asyncio import Redis

from core.caching import LIFETIME
from core.models import Channel
from core.ports import Cached
from storage import turns
from storage.entries import decrypted, encrypted, entry_digest
from storage.redis.server import Server
from storage.sqlite.changes import Changed
from storage.sqlite.keyring import Workspace
from storage.sqlite.meanwhile import began_at, changed_since
from storage.sqlite.rows import channel_digest, message_digest
from storage.sqlite.session import Session

AT_ONCE = 1000  # names that one script is given

_PUT = """redis.call('SET', ARGV[1], ARGV[2], 'PX', ARGV[3])"""
# A message's set outlives every entry in it.
_REST = """for _, message in ipairs(KEYS) do
    redis.call('SADD', message, ARGV[1]) redis.call('PEXPIRE', message, ARGV[2]) end"""
_DROP = """for _, message in ipairs(KEYS) do
    for _, entry in ipairs(redis.call('SMEMBERS', message)) do redis.call('UNLINK', entry) end
    redis.call('UNLINK', message) end"""
_TAKE = """local holder = redis.call('GET', KEYS[1])
    if holder and holder ~= ARGV[1] then return 0 end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1"""
_GIVE_BACK = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"

_log = logging.getLogger(__name__)


class RedisCache:
    """A `Cache`, and what a `Session` tells of changed messages. Keys of workspaces stay in the database."""

    def __init__(self, server: Server, session: Session) -> None:
        self._server = server
        self._session = session
        self._turns = turns.LeasedTurns(_Lease(server))

    async def get(self, channel: Channel, key: str) -> Cached | None:
        return (await self.found(channel, [key])).get(key)

    async def found(self, channel: Channel, keys: Collection[str]) -> Mapping[str, Cached]:
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        if workspace is None or not keys:
            return {}
        ids = [entry_digest(workspace.data_key, channel, key) for key in keys]
        names = [_entry(workspace, id) for id in ids]
        bodies: Any = await self._server.ask(lambda redis: redis.mget(names), [None] * len(names))
        found = {key: self._read(body, workspace, id) for key, body, id in zip(keys, bodies, ids, strict=True)}
        return {key: cached for key, cached in found.items() if cached}

    def _read(self, body: bytes | None, workspace: Workspace, id: bytes) -> Cached | None:
        try:
            cached = decrypted(body, workspace.data_key, id) if body else None
        except InvalidTag:
            _log.warning("an entry of the Redis server was changed: it is not used")
            return None
        return cached if cached and self._session.clock() < cached.until else None

    async def put(self, channel: Channel, key: str, cached: Cached, messages: Collection[str]) -> None:
        workspace, now = await self._session.made(channel.platform, channel.workspace), self._session.clock()
        id = entry_digest(workspace.data_key, channel, key)
        entry, body = _entry(workspace, id), encrypted(cached, workspace.data_key, id)
        left = cached.until - now
        if left <= timedelta():
            return
        names = self._messages(workspace, channel, messages)

        async def put(redis: Redis) -> None:
            for some in _parts(names):  # first: an entry that nothing leads to could not be dropped
                await _run(redis, _REST, some, entry, _milliseconds(max(left, LIFETIME) + timedelta(hours=1)))
            await _run(redis, _PUT, (), entry, body, _milliseconds(left))

        await self._server.ask(put, None)
        # A message may have changed while the answer was made of it, when there was nothing yet to drop.
        if await changed_since(self._session, channel, messages, began_at(now, cached)):
            await self._server.tell(lambda redis: redis.unlink(entry))

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        if workspace := await self._session.workspace(channel.platform, channel.workspace):
            await self._drop(self._messages(workspace, channel, messages))

    @asynccontextmanager
    async def making(self, channel: Channel, key: str, waiting: bool = True) -> AsyncIterator[bool]:
        workspace = await self._session.made(channel.platform, channel.workspace)
        lease = f"{_prefix(workspace)}lease:{entry_digest(workspace.data_key, channel, key).hex()}"
        async with self._turns.turn(lease, secrets.randbits(62), waiting) as turn:
            yield turn

    async def drop_messages(self, workspace: Workspace, messages: Sequence[Changed]) -> None:
        await self._drop([_message(workspace, *message) for message in messages])

    async def drop_workspace(self, workspace: Workspace) -> None:
        async def drop(redis: Redis) -> None:
            async for name in redis.scan_iter(f"{_prefix(workspace)}*", count=AT_ONCE):
                await redis.unlink(name)

        await self._server.tell(drop)

    async def _drop(self, names: Sequence[str]) -> None:
        async def drop(redis: Redis) -> None:
            for some in _parts(names):
                await _run(redis, _DROP, some)

        await self._server.tell(drop)

    def _messages(self, workspace: Workspace, channel: Channel, messages: Collection[str]) -> list[str]:
        key = workspace.data_key
        place = channel_digest(key, channel.id)
        return [_message(workspace, place, message_digest(key, id)) for id in messages]


class _Lease:
    """Leases by name. While the server is away everybody has one."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def take(self, id: str, holder: int) -> bool:
        until = _milliseconds(timedelta(seconds=turns.LEASE_SECONDS))
        return bool(await self._server.ask(lambda redis: _run(redis, _TAKE, (id,), holder, until), 1))

    async def give_back(self, id: str, holder: int) -> None:
        await self._server.ask(lambda redis: _run(redis, _GIVE_BACK, (id,), holder), None)


async def _run(redis: Redis, script: str, names: Sequence[str], *values: str | bytes | int) -> Any:
    return await redis.eval(script, len(names), *names, *values)


def _prefix(workspace: Workspace) -> str:
    """The braces keep a workspace on one node of a cluster."""
    return f"recap:{{{workspace.data_key.digest(b'redis', '').hex()}}}:"


def _entry(workspace: Workspace, id: bytes) -> str:
    return f"{_prefix(workspace)}entry:{id.hex()}"


def _message(workspace: Workspace, channel: bytes, message: bytes) -> str:
    return f"{_prefix(workspace)}message:{channel.hex()}{message.hex()}"


def _milliseconds(time: timedelta) -> int:
    return max(1, time // timedelta(milliseconds=1))


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))
