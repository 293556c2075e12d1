"""A process that posts what is due, over a database and a platform that outlive it, and dies where it is told to."""

import asyncio
import inspect
import os
import signal
import sqlite3
import sys
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


async def work(folder: Path, now: datetime, where: str) -> None:
    """One tick at this time."""
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
        print("ready", flush=True)
        await rounds.tick()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]))
