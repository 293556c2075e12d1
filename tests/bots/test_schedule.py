"""The timer only looks, often: nothing that goes wrong ends it, and nothing is left running."""

import asyncio

from bots.schedule import ticking


async def test_each_is_called_again_and_again_while_the_last_call_is_still_at_work() -> None:
    slow, often = asyncio.Event(), asyncio.Event()
    counts = {"slow": 0, "often": 0}

    async def never_ends() -> None:
        counts["slow"] += 1
        if counts["slow"] == 2:
            slow.set()
        await asyncio.Event().wait()

    async def fails() -> None:
        counts["often"] += 1
        if counts["often"] == 3:
            often.set()
        raise ValueError

    async with ticking({"slow": never_ends, "often": fails}, seconds=0.02):
        await asyncio.wait_for(asyncio.gather(slow.wait(), often.wait()), 30)


async def test_at_its_end_what_is_under_way_has_ended() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            ended.set()

    async with ticking({"work": work}, seconds=0.02):
        await asyncio.wait_for(begun.wait(), 30)
    assert ended.is_set()
