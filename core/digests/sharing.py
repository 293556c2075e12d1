"""What several digests of a process tell at the same time is made once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT_SECONDS = 60.0  # after it was made: digests of a workspace that are due together come one after the other


class Shared(Generic[T]):
    """Values by key, for `KEPT_SECONDS`. Whoever asks while one is made waits for it, and fails where it fails."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[asyncio.Future[T], float]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]], fresh: bool = False) -> tuple[T, bool]:
        """The value, and whether this call made it; `fresh`: it is made anew. Errors: those of `make`."""
        loop = asyncio.get_running_loop()
        self._made = {k: kept for k, kept in self._made.items() if not kept[0].done() or kept[1] > loop.time()}
        while not fresh and (known := self._made.get(key)):
            try:
                return await asyncio.shield(known[0]), False
            except asyncio.CancelledError:
                if not known[0].cancelled():  # we were cancelled, not whoever made it
                    raise
        return await self._make(key, make), True

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        loop = asyncio.get_running_loop()
        making: asyncio.Future[T] = loop.create_future()
        self._made[key] = making, 0.0
        try:
            value = await make()
        except BaseException as error:
            self._drop(key, making)
            if isinstance(error, Exception):
                making.set_exception(error)
                making.exception()  # nobody else may be waiting
            else:
                making.cancel()
            raise
        making.set_result(value)
        self._made[key] = making, loop.time() + KEPT_SECONDS
        return value

    def _drop(self, key: Hashable, making: asyncio.Future[T]) -> None:
        if self._made.get(key, (None,))[0] is making:
            del self._made[key]
