"""How many single messages a second two processes store durably in one file, beside commits one after the other."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from core.models import Channel, Message, Person
from storage.sqlite.messages import opened

MESSAGES, AT_ONCE, REFERENCE = 20_000, 200, 500
_CHANNELS = [Channel("slack", f"T{n % 50}", f"C{n}", "general") for n in range(100)]
_CHILD = """
import asyncio, sys
from pathlib import Path
from tests.bench.hearing import heard
print(*asyncio.run(heard(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
"""


async def heard(path: Path, messages: int, who: str) -> tuple[float, float]:
    """Seconds for all, and the longest that one message took to be on disk; `AT_ONCE` wait at any time."""
    waits: list[float] = []
    numbers = iter(range(messages))
    async with opened(path) as store:

        async def hear_on() -> None:
            for number in numbers:
                start = time.perf_counter()
                await store.hear(_CHANNELS[number % len(_CHANNELS)], _said(f"{who}-{number}"))
                waits.append(time.perf_counter() - start)

        begin = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(hear_on())
        return time.perf_counter() - begin, max(waits)


def run(messages: int = MESSAGES, reference: int = REFERENCE) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recap.sqlite3"
        asyncio.run(_run(path, messages, reference))


async def _run(path: Path, messages: int, reference: int) -> None:
    async with opened(path) as store:
        begin = time.perf_counter()
        for number in range(reference):
            await store.hear(_CHANNELS[0], _said(f"reference-{number}"))
        one_by_one = reference / (time.perf_counter() - begin)
    processes = 2
    children = [await _child(path, messages // processes, n) for n in range(processes)]
    results = [(await child.communicate())[0].split() for child in children]
    assert [child.returncode for child in children] == [0] * processes
    async with opened(path) as store:
        stored = sum([await store.count(channel) for channel in _CHANNELS])
    rates = " and ".join(f"{messages // processes / float(seconds):,.0f}" for seconds, _ in results)
    longest = max(float(wait) for _, wait in results)
    print(
        f"hearing in {processes} processes at once: {rates} messages a second, the longest on disk after "
        f"{longest:.2f} s; one after the other {one_by_one:,.0f} a second"
    )
    print(f"stored {stored:,} of {messages // processes * processes + reference:,}")


async def _child(path: Path, messages: int, number: int) -> asyncio.subprocess.Process:
    arguments = "-c", _CHILD, str(path), str(messages), str(number)
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)


def _said(id: str) -> Message:
    return Message(id, Person(f"U{hash(id) % 300}", "Ana"), f"Shall we ship it on Monday? {id}" * 3)
