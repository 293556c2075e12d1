"""What answers batches, loaded once one is needed: the SDK takes a second to import, and many hand in none."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module

from core.ports import Answer, Batches, Call, Prompt


class OnceNeeded:
    """`core.ports.Batches`; the connections end with `stack`."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self._loading = asyncio.Lock()
        self._loaded: Batches | None = None

    async def submit(self, prompts: Mapping[str, Prompt], call: Call) -> str:
        return await (await self._batches()).submit(prompts, call)

    async def answers(self, batch: str, call: Call) -> Mapping[str, Answer] | None:
        return await (await self._batches()).answers(batch, call)

    async def cancel(self, batch: str, call: Call) -> None:
        await (await self._batches()).cancel(batch, call)

    async def _batches(self) -> Batches:
        async with self._loading:
            if self._loaded is None:
                module = await asyncio.to_thread(import_module, "adapters.claude.model")  # the loop hears meanwhile
                claude = await self._stack.enter_async_context(module.Claude())
                self._loaded = claude.batches
            assert self._loaded
            return self._loaded
