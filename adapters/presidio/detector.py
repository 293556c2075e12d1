"""Many texts, examined by as many processes as volume asks for, each text within its time."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from adapters.presidio.options import Options
from adapters.presidio.worker import StuckError, Worker
from core.redaction.policy import Policy
from core.redaction.spans import Finding

VERSION = "1"  # raise it when the same text may have other findings
BATCH_MAX_TEXTS = 200
DEADLINE_SECONDS = 2.0

Found = tuple[Finding, ...] | None


class PresidioDetector:
    """An implementation of `core.ports.Detector`. Leave it with `async with`: its processes end then.

    `nice` is what its processes give way by to others, as the system counts it.
    """

    def __init__(
        self,
        options: Options = Options(),
        processes: int | None = None,
        deadline: float = DEADLINE_SECONDS,
        nice: int = 0,
    ) -> None:
        count = processes or os.cpu_count() or 1
        self.version = f"{VERSION} {options} {options.contents()}"
        self._workers = [Worker(options, deadline, nice) for _ in range(count)]
        self._threads = ThreadPoolExecutor(count, "redaction")
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()  # the last used is warm, the others may never start
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._running: set[asyncio.Task[list[tuple[Finding, ...]]]] = set()

    async def __aenter__(self) -> "PresidioDetector":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()  # what a thread still waits for breaks off
        await asyncio.gather(*self._running, return_exceptions=True)
        self._threads.shutdown()

    async def find(self, texts: Sequence[str], policy: Policy) -> list[Found]:
        batches = [texts[i : i + BATCH_MAX_TEXTS] for i in range(0, len(texts), BATCH_MAX_TEXTS)]
        return [found for batch in await asyncio.gather(*(self._batch(b, policy) for b in batches)) for found in batch]

    async def _batch(self, texts: Sequence[str], policy: Policy) -> list[Found]:
        """As `find`; where a text has used up its time, the others of the batch are examined again without it."""
        if not texts:
            return []
        task = asyncio.create_task(self._by_a_worker(texts, policy))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return list(await asyncio.shield(task))  # who asks may go; the worker is busy until it has answered
        except StuckError as stuck:
            before, behind = texts[: stuck.at], texts[stuck.at + 1 :]
            return [*await self._batch(before, policy), None, *await self._batch(behind, policy)]

    async def _by_a_worker(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...]]:
        worker = await self._idle.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, worker.find, texts, policy)
        finally:
            self._idle.put_nowait(worker)
