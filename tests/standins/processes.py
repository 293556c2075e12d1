"""Stand-ins as processes of their own, driven over their control address."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]
Do = Callable[..., Coroutine[Any, Any, Any]]


@asynccontextmanager
async def started(name: str, *options: str) -> AsyncIterator[str]:
    """The URL of `python -m tests.standins.NAME`, which runs for as long as the block lasts."""
    command = sys.executable, "-m", f"tests.standins.{name}", *options
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def driven(name: str, *options: str) -> AsyncIterator[tuple[str, Do]]:
    """Its URL, and what has its people act: `await do("says", user=…)` is the control address's answer."""
    async with started(name, *options) as url, aiohttp.ClientSession() as session:

        async def do(what: str, /, **arguments: Any) -> Any:
            async with session.post(f"{url}/_control", json={"do": what, **arguments}) as got:
                return await got.json()

        yield url, do
