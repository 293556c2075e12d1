"""Many digests in the same minute, kills while they are posted, and the hours of every time zone."""

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

from bots import wiring
from bots.cli.local import LocalAccess
from bots.cli.running import THREAD_TURN_SECONDS
from bots.cli.telling import OnStandardError
from bots.settings import Settings
from core.digests.digest import EVERY_DAY, Digest
from core.digests.post import DigestPost
from core.models import Channel, Person
from core.ports import Detector
from core.redaction import examining
from core.redaction.people import members
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from tests.bench.asked import standin
from tests.bench.chat import PEOPLE, chat
from tests.core.digests.killing import killed
from tests.core.digests.stage import Audience
from tests.core.digests.zones import HOURS, check, digest_at

WORKSPACES, DIGESTS, MESSAGES = 50, 10, 10_000
TOLD = 3  # channels of a digest: each channel is in as many
AT_ONCE, PER_MINUTE = 20, 1_000  # what the model's server takes
POST_SECONDS = 1.0  # a platform takes one post a second in a channel
KILLS = 200
YEAR = 2026
NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
ADMIN = Person("U00", "Bench")


@dataclass
class Paced:
    """`core.ports.publisher.Publisher`: one post a second in each channel; when each was there."""

    finds = True
    began: float = 0.0
    seconds: list[float] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    offline: int = 0
    _free: defaultdict[Channel, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def publish(self, post: DigestPost) -> str:
        async with self._free[post.digest.destination]:
            self.seconds.append(time.perf_counter() - self.began)
            self.keys.append(post.key)
            self.offline += any("offline" in section.whole.checks for section in post.sections)
            await asyncio.sleep(POST_SECONDS)
        return post.key

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        return key if key in self.keys else None

    async def change(self, place: str, post: DigestPost) -> None: ...


class _Examined:
    """A `Detector` that has found nothing: the messages were examined before."""

    def __init__(self, version: str) -> None:
        self.version = version

    async def find(self, texts: Sequence[str], policy: Policy) -> Sequence[tuple[Finding, ...] | None]:
        return [()] * len(texts)


def run(
    workspaces: int = WORKSPACES,
    digests: int = DIGESTS,
    messages: int = MESSAGES,
    kills: int = KILLS,
    zones: Sequence[str] = (),
    pace: str = "real",
) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(THREAD_TURN_SECONDS)  # as `recap run` does
    posted = asyncio.run(_posted(workspaces, digests, messages, pace))
    sys.setswitchinterval(usual)
    seconds = sorted(posted.seconds)
    print(
        f"{len(seconds)} digests of {workspaces} workspaces, {workspaces * messages:,} messages, due at once: posted"
        f" after {seconds[len(seconds) // 2]:.0f} s, the last after {seconds[-1]:.0f} s; {posted.offline} without a"
        f" model in part, {len(seconds) - len(set(posted.keys))} doubled, {workspaces * digests - len(seconds)} lost"
    )
    with tempfile.TemporaryDirectory() as folder:
        seen = killed(Path(folder), kills)
    print(f"killed {seen.killed} times while posting {seen.expected}: {seen.lost} lost, {seen.doubled} doubled")
    names = zones or sorted(available_timezones() - {"localtime"})
    for zone in names:
        for at in HOURS:
            check(digest_at(zone, at), YEAR)
    print(f"hours in {len(names)} time zones, every day of {YEAR}: no gap and no overlap")


async def _posted(workspaces: int, digests: int, messages: int, pace: str) -> Paced:
    publisher = Paced()
    options = "--at-once", str(AT_ONCE), "--per-minute", str(PER_MINUTE)
    with tempfile.TemporaryDirectory() as folder:
        async with standin(pace, *options) as url, _scheduled(Path(folder), url, publisher) as (stores, scheduled):
            for n in range(workspaces):
                await _set_up(stores, scheduled, f"T{n}", digests, messages)
            publisher.began = time.perf_counter()
            await scheduled.rounds.tick()
    return publisher


@asynccontextmanager
async def _scheduled(folder: Path, url: str, publisher: Paced) -> AsyncIterator[tuple[wiring.Stores, wiring.Scheduled]]:
    settings = Settings(
        folder / "recap.sqlite3", anthropic_api_key=("test-key",), anthropic_url=url, daily_cap=1e6, monthly_cap=1e6
    )
    access, admins = LocalAccess(), OnStandardError()
    async with wiring.stores(settings) as stores, wiring.minutes(settings, stores, access, admins) as minutes:
        reached = {"slack": wiring.Reach(publisher, Audience(), Audience())}
        yield stores, wiring.scheduled(settings, stores, minutes, admins, reached, lambda: NOW)


async def _set_up(
    stores: wiring.Stores, scheduled: wiring.Scheduled, workspace: str, digests: int, messages: int
) -> None:
    channels = [Channel("slack", workspace, f"C{n}", f"channel-{n}") for n in range(digests)]
    each, day = messages // digests, timedelta(days=1)
    for n, channel in enumerate(channels):
        async with stores.messages.importing() as importing:
            await importing.add(channel, chat(each, NOW - day, day.total_seconds() / each, n * messages))
    await _examine(stores, channels)
    news = Channel("slack", workspace, "C99", "news")
    for n in range(digests):
        told = tuple(channels[(n + more) % digests] for more in range(min(TOLD, digests)))
        digest = Digest(f"{workspace}d{n}", "slack", workspace, told, news, ADMIN, NOW - day, NOW.time(), EVERY_DAY)
        await stores.setups.put(digest, NOW)


async def _examine(stores: wiring.Stores, channels: Sequence[Channel]) -> None:
    async with wiring.detector(Settings(Path("unused"))) as real:
        examined: Detector = _Examined(real.version)
    for channel in channels:
        policy = Policy().with_people(members(PEOPLE))
        await examining.examine(stores.messages, examined, policy, channel)
