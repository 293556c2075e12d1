"""Handlers that go on after they have acknowledged: a test ends when they have."""

import asyncio

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class AtWork(AsyncListenerStartHandler):
    def __init__(self, app: AsyncApp) -> None:
        self._tasks = set[asyncio.Task[object]]()
        app.listener_runner.listener_start_handler = self
        app.listener_runner.listener_completion_handler = _Done(self._tasks)

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)

    async def finished(self) -> None:
        while self._tasks:
            await asyncio.wait(set(self._tasks))


class _Done(AsyncListenerCompletionHandler):
    def __init__(self, tasks: set[asyncio.Task[object]]) -> None:
        self._tasks = tasks

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        if task := asyncio.current_task():
            self._tasks.discard(task)
