"""What a stand-in does of its own accord: begun, waited for, ended with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class UnderWay:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    async def settled(self) -> None:
        """Waits until nothing is under way; what is begun meanwhile counts too."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
