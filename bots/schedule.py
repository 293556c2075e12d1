"""A timer for what is due by the clock. The truth about what is due is in the database: this only looks, often."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 5
TICKS_AT_ONCE = 20  # a tick lasts as long as what it began; the next one looks for what else is due

log = logging.getLogger(__name__)

Tick = Callable[[], Awaitable[None]]


@asynccontextmanager
async def ticking(ticks: Mapping[str, Tick], seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Inside the block each is called again and again; what is under way at its end is cancelled."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # says at each tick that the last one still works
    scheduler, under_way = AsyncIOScheduler(timezone="UTC"), set[asyncio.Task[None]]()
    for name, tick in ticks.items():
        job = _guarded(name, tick, under_way)
        scheduler.add_job(job, "interval", seconds=seconds, id=name, coalesce=True, max_instances=TICKS_AT_ONCE)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)  # cancels, but waits for nothing
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


def _guarded(name: str, tick: Tick, under_way: set[asyncio.Task[None]]) -> Tick:
    async def guarded() -> None:
        task = asyncio.create_task(_once(name, tick))
        under_way.add(task)
        try:
            await task
        finally:
            under_way.discard(task)

    return guarded


async def _once(name: str, tick: Tick) -> None:
    try:
        await tick()
    except Exception as error:  # a defect must not end the ticking
        log.warning("%s failed (%s): looked at again", name, type(error).__name__)
