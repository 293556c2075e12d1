"""The handlers that are at work: a stop waits for them."""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)


class UnderWay:
    """SDKs let handlers run on as tasks that only they know: here they are kept."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """The present task is at work inside the block."""
        self.begins()
        try:
            yield
        finally:
            self.ends()

    def begins(self) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)

    def ends(self) -> None:
        if task := asyncio.current_task():
            self._tasks.discard(task)

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """A task of its own; `work` says itself what goes wrong in it, where it can."""
        task = asyncio.create_task(_heard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finished(self, seconds: float) -> None:
        """When all have ended; those that take longer are cancelled, as by Stop."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        late = set(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _heard(work: Coroutine[Any, Any, object]) -> None:
    """An error's text may hold what people wrote."""
    try:
        await work
    except Exception as error:
        log.error("nobody could be told what went wrong: %s", type(error).__name__)
