"""Processes that are killed at every step of a digest and at random moments, and what people see in the end."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.digests.slots import following
from storage.sqlite import session
from storage.sqlite.digests import SqliteSetups
from storage.sqlite.messages import SqliteMessages
from tests.core.digests.process import RANDOM, STEPS, Journal
from tests.core.digests.stage import DIGEST, GENERAL, SAID, day, said

ROOT = Path(__file__).parents[3]
DIGESTS = 4
AFTER = timedelta(minutes=3)  # by then a lease has ended
RANDOM_SECONDS = 0.05
WHERE = tuple(f"{when} {step}" for step in STEPS for when in ("before", "after"))


@dataclass(frozen=True)
class Seen:
    """How many processes were killed, how many posts there should be, and how often each is there."""

    killed: int
    expected: int
    posts: Counter[str]

    @property
    def lost(self) -> int:
        return self.expected - len(self.posts)

    @property
    def doubled(self) -> int:
        return sum(self.posts.values()) - len(self.posts)


def killed(folder: Path, kills: int) -> Seen:
    """Day after day, until so many were killed; each process goes on with what the one before it had begun."""
    asyncio.run(_set_up(folder))
    chance, days, count = random.Random(kills), 0, 0
    hour = day(2)
    with _starter(folder) as starter:
        while count < kills:
            hour, days = following(DIGEST, hour).at, days + 1
            now = hour
            for where in _in_any_order(chance):
                if count < kills:
                    now += AFTER
                    count += _dies(starter, now, where, chance.random() * RANDOM_SECONDS)
            assert not _dies(starter, now + AFTER, "nowhere", 0)
        starter.communicate()
    journal = Journal(folder)
    posts = Counter(journal.keys)
    journal.close()
    return Seen(count, DIGESTS * days, posts)


async def _set_up(folder: Path) -> None:
    async with session.opened(folder / "recap.sqlite3") as opened:
        async with SqliteMessages(opened).importing() as batch:
            await batch.add(GENERAL, said(GENERAL, *SAID, at=day(2, 14)))
        for n in range(DIGESTS):
            digest = replace(DIGEST, id=f"d{n}")
            await SqliteSetups(opened).put(digest, following(digest, day(2)).at)


def _in_any_order(chance: random.Random) -> Iterator[str]:
    where = [*WHERE, *(RANDOM for _ in range(len(WHERE) // 3))]
    chance.shuffle(where)
    yield from where


def _dies(starter: subprocess.Popen[str], now: datetime, where: str, seconds: float) -> bool:
    """False where it had ended before: there was nothing to do."""
    assert starter.stdin
    assert starter.stdout
    print(json.dumps([now.isoformat(), where, seconds]), file=starter.stdin, flush=True)
    status = int(starter.stdout.readline())
    assert status in (0, -signal.SIGKILL), status
    return status == -signal.SIGKILL


def _starter(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.core.digests.process", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
