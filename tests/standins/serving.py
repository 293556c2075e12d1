"""A stand-in on loopback, in a test's own process or in one of its own."""

import argparse
import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

from aiohttp import web


class Served(ABC):
    """Served from `start` to `stop`, or inside `async with`; `url` is where."""

    url: str = ""
    runner_options: ClassVar[dict[str, Any]] = {"shutdown_timeout": 0.1}

    @abstractmethod
    def application(self) -> web.Application: ...

    async def start(self, port: int = 0) -> Self:
        """At a free port, or at this one."""
        self._runner, self.url = await _started(self.application(), port, **self.runner_options)
        return self

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


@asynccontextmanager
async def on_loopback(app: web.Application) -> AsyncIterator[str]:
    """Where it is served."""
    runner, url = await _started(app, 0)
    try:
        yield url
    finally:
        await runner.cleanup()


def arguments() -> argparse.ArgumentParser:
    """What every stand-in is called with as a process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", type=Path)
    return parser


async def until_stopped(server: Served, port: int) -> None:
    """Prints its URL, then answers."""
    await server.start(port)
    print(server.url, flush=True)
    await asyncio.Event().wait()


async def _started(app: web.Application, port: int, **options: Any) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(app, access_log=None, **options)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"
