"""A day of many workspaces up to the minute in which all their digests are due: set up, summarized ahead, posted."""

import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bots import wiring
from bots.cli.local import LocalAccess
from bots.cli.telling import OnStandardError
from bots.schedule import ticking
from bots.settings import Settings
from core.digests.digest import EVERY_DAY, Digest
from core.digests.post import DigestPost
from core.models import Channel, Person
from core.ports import Detector, Entry
from core.redaction import examining
from core.redaction.people import members
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from tests.bench.chat import PEOPLE, chat
from tests.core.digests.stage import Audience
from tests.standins.processes import started

TOLD = 3  # channels of a digest: each channel is in as many
AT_ONCE, PER_MINUTE = 20, 1_000  # what the model's server takes
POST_SECONDS = 1.0  # a platform takes one post a second in a channel
HOUR = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
AHEAD, LOOK_EVERY = timedelta(hours=5), timedelta(minutes=30)  # a process looks every minute: most find nothing to do
LONGEST_SECONDS = 3_600.0
ADMIN = Person("U00", "Bench")


@dataclass
class Clock:
    """Stands before the hour, and goes on from it."""

    now: datetime = HOUR - DAY
    _began: float | None = None

    def start(self) -> None:
        self.now, self._began = HOUR, time.perf_counter()

    @property
    def seconds(self) -> float:
        """Since the hour."""
        return 0.0 if self._began is None else time.perf_counter() - self._began

    def __call__(self) -> datetime:
        return self.now + timedelta(seconds=self.seconds)


@dataclass
class Paced:
    """`core.ports.publisher.Publisher`: one post a second in each channel; when each was there."""

    clock: Clock
    wanted: int
    finds = True
    seconds: list[float] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    offline: int = 0
    all_there: asyncio.Event = field(default_factory=asyncio.Event)
    _free: defaultdict[Channel, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def publish(self, post: DigestPost) -> str:
        async with self._free[post.digest.destination]:
            self.seconds.append(self.clock.seconds)
            self.keys.append(post.key)
            self.offline += any("offline" in section.whole.checks for section in post.sections)
            if len(self.keys) >= self.wanted:
                self.all_there.set()
            await asyncio.sleep(POST_SECONDS)
        return post.key

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        return key if key in self.keys else None

    async def change(self, place: str, post: DigestPost) -> None: ...


@dataclass(frozen=True)
class Spent:
    """Prompts that were answered, the cost of all in US dollars, and the seconds of wall clock and of this process."""

    calls: int
    cost: float
    seconds: float
    computing: float


@dataclass(frozen=True)
class Morning:
    posted: Paced
    ahead: Spent
    at_the_hour: Spent


async def morning(workspaces: int, digests: int, messages: int, pace: str) -> Morning:
    clock = Clock()
    publisher = Paced(clock, workspaces * digests)
    options = "--at-once", str(AT_ONCE), "--per-minute", str(PER_MINUTE)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            started("claude", "--pace", pace, *options) as url,
            _scheduled(Path(folder), url, publisher, clock) as (stores, scheduled),
        ):
            for n in range(workspaces):
                _progress(f"setting up workspace {n + 1} of {workspaces}")
                await _set_up(stores, f"T{n}", digests, messages)
            ahead = await _measured(stores, lambda: _prepared(scheduled, clock))
            at_the_hour = await _measured(stores, lambda: _posted(scheduled, clock, publisher))
    return Morning(publisher, ahead, at_the_hour)


async def _prepared(scheduled: wiring.Scheduled, clock: Clock) -> None:
    assert scheduled.preparing
    clock.now = HOUR - AHEAD
    while clock.now < HOUR:
        _progress(f"summarizing ahead, {HOUR - clock.now} before the hour")
        await scheduled.preparing.tick()
        clock.now += LOOK_EVERY


async def _posted(scheduled: wiring.Scheduled, clock: Clock, publisher: Paced) -> None:
    clock.start()
    _progress("posting")
    async with ticking({"digests": scheduled.rounds.tick}), asyncio.timeout(LONGEST_SECONDS):
        await publisher.all_there.wait()
        await asyncio.sleep(POST_SECONDS)  # whatever came twice would be there now


async def _measured(stores: wiring.Stores, work: Callable[[], Awaitable[None]]) -> Spent:
    before, wall, computing = await stores.ledger.entries(), time.perf_counter(), time.process_time()
    await work()
    seconds, computing = time.perf_counter() - wall, time.process_time() - computing
    entries = [entry for entry in (await stores.ledger.entries())[len(before) :] if _asked(entry)]
    return Spent(len(entries), sum(entry.cost for entry in entries), seconds, computing)


def _asked(entry: Entry) -> bool:
    """Whether it was a call, and not one that the cache spared or that failed."""
    return bool(entry.usage.output)


@asynccontextmanager
async def _scheduled(
    folder: Path, url: str, publisher: Paced, clock: Clock
) -> AsyncIterator[tuple[wiring.Stores, wiring.Scheduled]]:
    settings = Settings(
        folder / "recap.sqlite3", anthropic_api_key=("test-key",), anthropic_url=url, daily_cap=1e6, monthly_cap=1e6
    )
    access, admins = LocalAccess(), OnStandardError()
    async with wiring.stores(settings) as stores:
        items, decisions = wiring.items(stores, access, clock=clock), wiring.decisions(stores, access)
        async with (
            wiring.minutes(settings, stores, access, admins, found=items) as minutes,
            wiring.ahead(settings, stores, access, admins) as ahead,
        ):
            reached = {"slack": wiring.Reach(publisher, Audience(), Audience())}
            yield (
                stores,
                wiring.scheduled(settings, stores, minutes, admins, reached, clock, items, decisions, ahead),
            )


async def _set_up(stores: wiring.Stores, workspace: str, digests: int, messages: int) -> None:
    channels = [Channel("slack", workspace, f"C{n}", f"channel-{n}") for n in range(digests)]
    each, since = messages // digests, HOUR - DAY
    for n, channel in enumerate(channels):
        async with stores.messages.importing() as importing:
            await importing.add(channel, chat(each, since, DAY.total_seconds() / each, n * messages))
        await _examine(stores, channel)
    news = Channel("slack", workspace, "C99", "news")
    for n in range(digests):
        told = tuple(channels[(n + more) % digests] for more in range(min(TOLD, digests)))
        digest = Digest(f"{workspace}d{n}", "slack", workspace, told, news, ADMIN, since, HOUR.time(), EVERY_DAY)
        await stores.setups.put(digest, HOUR)


class _Examined:
    """A `Detector` that has found nothing: the messages were examined before."""

    def __init__(self, version: str) -> None:
        self.version = version

    async def find(self, texts: Sequence[str], policy: Policy) -> Sequence[tuple[Finding, ...] | None]:
        return [()] * len(texts)


async def _examine(stores: wiring.Stores, channel: Channel) -> None:
    async with wiring.detector(Settings(Path("unused"))) as real:
        examined: Detector = _Examined(real.version)
    await examining.examine(stores.messages, examined, Policy().with_people(members(PEOPLE)), channel)


def _progress(what: str) -> None:
    load = os.getloadavg()[0]
    print(f"{time.strftime('%H:%M:%S')} {what} (load {load:.1f})", file=sys.stderr, flush=True)
