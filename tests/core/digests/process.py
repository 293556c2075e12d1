"""A process that posts what is due, over a database and a platform that outlive it, and dies where it is told to.

`python -m tests.core.digests.process FOLDER` starts one for each line of its input, `[time, where, seconds]` in JSON,
and answers with its exit status. Each is a process of its own, forked from one that has imported everything.
"""

import asyncio
import inspect
import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from core.digests.composing import Composer
from core.digests.post import DigestPost
from core.digests.posting import Posting
from core.digests.rounds import Rounds
from core.digests.sources import Sources
from core.models import Channel
from core.spending.budget import Budget
from storage.memory import MemoryLedger
from storage.sqlite import session
from storage.sqlite.digest_runs import SqliteRuns
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.posts import SqlitePosts
from tests.core.digests.stage import Audience, Minutes, Nobody, Settings

# What is done for one digest, in order; a process dies before or after any of it.
RANDOM = "at random"
STEPS = ("due", "claim", "all_may_read", "keep", "move 1", "publish", "move 2", "put", "settle")


class Journal:
    """`core.ports.publisher.Publisher`: a file that says what stands where people see it."""

    finds = True

    def __init__(self, folder: Path) -> None:
        self._file = sqlite3.connect(folder / "journal.sqlite3", isolation_level=None, timeout=30)
        self._file.execute("CREATE TABLE IF NOT EXISTS posts (place INTEGER PRIMARY KEY, key TEXT, headline TEXT)")

    async def publish(self, post: DigestPost) -> str:
        await asyncio.sleep(0)
        done = self._file.execute("INSERT INTO posts (key, headline) VALUES (?, ?)", (post.key, post.headline))
        return str(done.lastrowid)

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        rows = self._file.execute("SELECT place FROM posts WHERE key = ?", (key,)).fetchall()
        return str(rows[0][0]) if rows else None

    async def change(self, place: str, post: DigestPost) -> None:
        self._file.execute("UPDATE posts SET headline = ? WHERE place = ?", (post.headline, int(place)))

    @property
    def keys(self) -> list[str]:
        return [key for (key,) in self._file.execute("SELECT key FROM posts ORDER BY key")]

    def close(self) -> None:
        self._file.close()


class Dying:
    """Watches what is called, and kills this process "before" or "after" a step."""

    def __init__(self, where: str) -> None:
        self._when, _, self._step = where.partition(" ")
        self._moves = 0

    def watching(self, it: Any) -> Any:
        return _Watched(it, self)

    def passes(self, when: str, name: str) -> None:
        if name == "move":
            self._moves += when == "before"
            name = f"move {self._moves}"
        if (when, name) == (self._when, self._step):
            os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    def __init__(self, it: Any, dying: Dying) -> None:
        self._it, self._dying = it, dying

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._it, name)
        return partial(self._called, name, found) if inspect.iscoroutinefunction(found) else found

    async def _called(self, name: str, method: Callable[..., Any], *given: Any) -> Any:
        self._dying.passes("before", name)
        result = await method(*given)
        self._dying.passes("after", name)
        return result


async def work(folder: Path, now: datetime, where: str, ready: int) -> None:
    """One tick at this time. It writes to the pipe `ready` when it begins."""
    dying = Dying(where)

    def clock() -> datetime:
        return now

    async with session.opened(folder / "recap.sqlite3", clock=clock) as opened:
        runs, posts = dying.watching(SqliteRuns(opened)), dying.watching(SqlitePosts(opened))
        publishers, audiences = {"slack": dying.watching(Journal(folder))}, {"slack": dying.watching(Audience())}
        settings = Settings()
        sources = Sources(Minutes(), SqliteMessages(opened), settings)
        composer = Composer(sources, Budget(MemoryLedger(), Nobody(), 10.0, 100.0, clock), clock)
        posting = Posting(runs, posts, composer, settings, publishers, audiences, clock)
        rounds = Rounds(runs, posting, publishers, clock, at_once=1)
        os.write(ready, b"!")
        await rounds.tick()


def _lives(folder: Path, now: str, where: str, seconds: float) -> int:
    """One process, from its start to its end; at random: killed so many seconds after it began."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        asyncio.run(work(folder, datetime.fromisoformat(now), where, theirs))
        os._exit(0)
    os.close(theirs)
    os.read(ours, 1)
    os.close(ours)
    if where == RANDOM:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        print(_lives(Path(sys.argv[1]), *json.loads(line)), flush=True)
