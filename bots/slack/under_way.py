"""The handlers that are at work: a stop waits for them."""

import asyncio

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class UnderWay:
    """Bolt acknowledges and lets the handler run on, as a task that only it knows: here they are kept."""

    def __init__(self, app: AsyncApp) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        app.listener_runner.listener_start_handler = _Started(self._tasks)
        app.listener_runner.listener_completion_handler = _Completed(self._tasks)

    async def finished(self, seconds: float) -> None:
        """When all have ended; those that take longer are cancelled, as by Stop."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        late = set(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


class _Started(AsyncListenerStartHandler):
    def __init__(self, tasks: set[asyncio.Task[object]]) -> None:
        self._tasks = tasks

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)


class _Completed(AsyncListenerCompletionHandler):
    def __init__(self, tasks: set[asyncio.Task[object]]) -> None:
        self._tasks = tasks

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        if task := asyncio.current_task():
            self._tasks.discard(task)
