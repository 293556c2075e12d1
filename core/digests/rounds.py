"""Digests at their hour: each posted once, however many processes run and whenever one of them is killed."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from core.digests.digest import Digest
from core.digests.posting import Lost, Posting
from core.digests.run import Run, Standing, since
from core.digests.slots import following, latest
from core.errors import LimitError, RecapError
from core.models import Window
from core.ports.digests import Runs
from core.ports.publisher import Publisher

AT_ONCE = 40  # digests of a process that are under way
LEASE = timedelta(minutes=2)  # after that another process takes over what a killed one had begun
HELD_AGAIN = 3  # times within a lease
PUT_OFF = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Rounds:
    """One per process. `lease` is how long a process that was killed keeps what it had begun."""

    def __init__(
        self,
        runs: Runs,
        posting: Posting,
        publishers: Mapping[str, Publisher],
        clock: Callable[[], datetime],
        lease: timedelta = LEASE,
        at_once: int = AT_ONCE,
    ) -> None:
        self._runs, self._posting, self._publishers = runs, posting, publishers
        self._clock, self._lease = clock, lease
        self._places = asyncio.Semaphore(at_once)
        self._under_way: set[tuple[str, str, str]] = set()

    async def tick(self) -> None:
        """What is due now is posted, or put off; it may be called again while it is under way.

        Errors: `StorageError`.
        """
        due = await self._runs.due(self._publishers.keys(), self._clock())
        async with asyncio.TaskGroup() as group:
            for digest, standing in due:
                group.create_task(self._once(digest, standing))

    async def _once(self, digest: Digest, standing: Standing) -> None:
        """In this process one task at a time looks at a digest."""
        place = digest.platform, digest.workspace, digest.id
        if place in self._under_way:
            return
        self._under_way.add(place)
        try:
            async with self._places:
                await self._due(digest, standing)
        except RecapError as error:
            log.warning("a digest is looked at again later: %s", type(error).__name__)
        finally:
            self._under_way.discard(place)

    async def _due(self, digest: Digest, standing: Standing) -> None:
        now = self._clock()
        wanted = prepared(digest, standing, now)
        run = await self._runs.claim(wanted, now + self._lease, following(digest, now).at)
        if run is None:
            return
        try:
            async with self._holding(run):
                await self._posting.post(run, resumed=run.begun != wanted.begun)
        except Lost:
            log.info("a digest is another process's by now")
        except Exception as error:  # a defect in one digest must not hold back the others
            log.warning("a digest is put off: %s", type(error).__name__)
            again_at = error.until if isinstance(error, LimitError) else self._clock() + PUT_OFF
            await self._runs.put_off(run, again_at)

    @asynccontextmanager
    async def _holding(self, run: Run) -> AsyncIterator[None]:
        """The lease goes on as long as somebody works."""

        async def hold() -> None:
            while True:
                await asyncio.sleep(self._lease.total_seconds() / HELD_AGAIN)
                await self._runs.hold(run, self._clock() + self._lease)

        holding = asyncio.create_task(hold())
        try:
            yield
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)


def prepared(digest: Digest, standing: Standing, now: datetime) -> Run:
    """The run of the latest slot: each channel from where it was last read until the hour."""
    slot = latest(digest, now)
    window = Window(standing.until or digest.since, slot.at)
    windows = tuple((c, Window(since(c, digest, standing), slot.at)) for c in digest.channels)
    return Run(digest, slot, secrets.randbits(62), now, window, windows, standing)
