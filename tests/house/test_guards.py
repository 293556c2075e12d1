"""The guards of every test, on what they are to catch."""

import asyncio
import time

from tests.steps import blocking


async def test_a_step_that_waits_without_leaving_the_event_loop_is_told() -> None:
    with blocking(computing=60, lasting=0.05) as found:
        asyncio.get_running_loop().call_soon(time.sleep, 0.06)
        await asyncio.sleep(0.01)
    assert [step for step in found if "sleep" in step]


async def test_a_step_that_computes_for_long_is_told() -> None:
    with blocking(computing=0.01, lasting=60) as found:
        asyncio.get_running_loop().call_soon(sum, range(2_000_000))
        await asyncio.sleep(0.01)
    assert [step for step in found if "sum" in step]
