"""Answers that are being made, so that whoever waits for one can stop it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from core.answering import Given


class Running:
    """Those of this process."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Given]] = {}

    async def run(self, key: str, work: Coroutine[Any, Any, Given]) -> Given | None:
        """What the work gives; None where it was stopped. Cancelling the caller cancels the work."""
        task = self._tasks[key] = asyncio.create_task(work)
        try:
            return await task
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current and current.cancelling():
                raise
            return None
        finally:
            del self._tasks[key]

    def stop(self, key: str) -> bool:
        """False where there is nothing to stop any more."""
        task = self._tasks.get(key)
        return task is not None and task.cancel()
