"""Steps that hold an event loop.

asyncio tells of them in its debug mode, which also notes where each step came from: tests then compute half as much
again.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def blocking(computing: float, lasting: float) -> Iterator[list[str]]:
    """The steps of any loop inside the block that computed or lasted longer, in seconds.

    On a busy machine a step lasts several times as long as it computes.
    """
    found: list[str] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        computing_before, before = time.thread_time(), time.perf_counter()
        run(handle)
        computed, lasted = time.thread_time() - computing_before, time.perf_counter() - before
        if computed > computing or lasted > lasting:
            found.append(f"{handle} computed for {computed:.1f} s and took {lasted:.1f} s")

    with patch.object(asyncio.Handle, "_run", timed):
        yield found
