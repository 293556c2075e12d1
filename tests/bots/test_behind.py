"""What goes on behind the answers."""

import asyncio

from bots.behind import PURGED_EVERY, purging
from bots.worker import working


async def test_what_is_old_is_removed_when_recap_starts_and_then_once_a_day() -> None:
    purged = asyncio.Event()

    async def purge() -> None:
        purged.set()

    job = purging(purge)
    async with working([job]):
        await asyncio.wait_for(purged.wait(), 10)
    assert job.pause == PURGED_EVERY == 24 * 3600
