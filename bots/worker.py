"""What goes on behind the answers: each job again and again, at its own pace, and no failure ends it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`step` does some of the work; where it says that nothing is left, or fails, it rests for `pause` seconds."""

    name: str
    step: Callable[[], Awaitable[bool]]
    pause: float


@asynccontextmanager
async def working(jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Inside the block all of them are at work; at its end they are cancelled where they wait."""
    running = [asyncio.create_task(_forever(job), name=job.name) for job in jobs]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _forever(job: Job) -> None:
    while True:
        try:
            more = await job.step()
        except Exception as error:  # a defect in one job must not end the hearing
            log.warning("%s failed (%s): tried again in %g s", job.name, type(error).__name__, job.pause)
            more = False
        await asyncio.sleep(0 if more else job.pause)
