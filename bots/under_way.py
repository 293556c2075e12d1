"""The handlers that are at work: a stop waits for them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


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

    async def finished(self, seconds: float) -> None:
        """When all have ended; those that take longer are cancelled, as by Stop."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        late = set(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
