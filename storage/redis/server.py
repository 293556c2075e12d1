"""Asks a Redis server, and goes on without it: losing it costs speed, not answers."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from core.errors import OperatorError

ANSWER_SECONDS = 1.0  # it is near, or it is of no use
AWAY_SECONDS = 5.0  # after a failure nobody waits for it for so long

T = TypeVar("T")
Question = Callable[["Redis"], Awaitable[T]]

_log = logging.getLogger(__name__)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator["Server"]:
    """Closed at the end. Errors: `OperatorError` for an address that is none; whether it answers is seen when asked."""
    try:
        # Its own retries would repeat a write that had reached the server; ours are the next questions.
        client = Redis.from_url(
            url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError as error:  # the address itself may hold a password
        raise OperatorError("RECAP_REDIS_URL is no address: write it as in redis://localhost:6379/0") from error
    try:
        yield Server(client)
    finally:
        await client.aclose()


class Server:
    def __init__(self, client: "Redis") -> None:
        self._client = client
        self._away_until: float | None = None  # by the event loop's clock; None while it answers
        self._owed: list[Question[object]] = []
        self._paying = asyncio.Lock()

    async def ask(self, question: Question[T], otherwise: T) -> T:
        """The answer, or `otherwise` where there is none."""
        if self._away_until and asyncio.get_running_loop().time() < self._away_until:
            return otherwise
        task = asyncio.current_task()
        cancelled_before = task.cancelling() if task else 0
        try:
            await self._pay()
            answer = await question(self._client)
            if task and task.cancelling() > cancelled_before:
                raise asyncio.CancelledError  # redis-py 8.1 answers a task that was cancelled meanwhile all the same
        except (RedisError, OSError) as error:  # a TimeoutError is an OSError
            self._lost(error)
            return otherwise
        if self._away_until:
            self._away_until = None
            _log.info("the Redis server is back")
        return answer

    async def tell(self, question: Question[object]) -> None:
        """Asked now, or before anything else once the server is back. It may be asked twice."""
        self._owed.append(question)
        await self.ask(_nothing, None)

    async def _pay(self) -> None:
        if not self._owed:
            return
        async with self._paying:
            while self._owed:
                await self._owed[0](self._client)
                del self._owed[0]

    def _lost(self, error: Exception) -> None:
        if self._away_until is None:
            _log.warning("the Redis server is away (%s): nothing is cached until it is back", type(error).__name__)
        self._away_until = asyncio.get_running_loop().time() + AWAY_SECONDS


async def _nothing(_: "Redis") -> None:
    pass
