"""What follows from what was heard, in its own time: channels are named, messages examined, gaps filled."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from bots.worker import Job
from core.errors import OperatorError, RequestError
from core.hearing import Backfill, brought_up_to_date
from core.models import Channel
from core.ports import Arrivals, Detector, Post, Posts
from core.ports.publisher import Publisher
from core.redaction.examining import examine
from core.redaction.policy import Policy

log = logging.getLogger(__name__)

NAMED_EVERY, EXAMINED_EVERY, FETCHED_EVERY, SHOWN_EVERY = 1.0, 2.0, 5.0, 2.0  # seconds of rest
PREPARED_EVERY, PURGED_EVERY = 60.0, 24 * 3600.0

Named = Callable[[Channel], Awaitable[Channel]]
Policies = Callable[[Channel], Awaitable[Policy]]
Show = Callable[[Post], Awaitable[None]]


class Arrived:
    """Channels in which somebody wrote: those that this process has not named yet, and those to be examined."""

    def __init__(self) -> None:
        self._seen: set[Channel] = set()
        self.unnamed: dict[Channel, None] = {}
        self.unexamined: dict[Channel, None] = {}

    def __call__(self, channel: Channel) -> None:
        self.unexamined[channel] = None
        if channel not in self._seen:
            self._seen.add(channel)
            self.unnamed[channel] = None


def jobs(
    platform: str,
    arrived: Arrived,
    store: Arrivals,
    backfill: Backfill,
    named: Named,
    detector: Detector,
    policy: Policies,
) -> list[Job]:
    """The jobs of a process that hears. `named` asks the platform what a channel is called."""

    return [
        Job("naming channels", partial(_name, arrived, store, named), NAMED_EVERY),
        Job("examining messages", partial(_examine, arrived, store, detector, policy), EXAMINED_EVERY),
        Job("fetching older messages", partial(backfill.go_on, platform), FETCHED_EVERY),
    ]


def purging(purge: Callable[[], Awaitable[object]]) -> Job:
    """What has been kept as long as the workspaces' settings allow goes, once a day."""
    return _job("removing what is old", purge, PURGED_EVERY)


def preparing(prepare: Callable[[], Awaitable[object]]) -> Job:
    """What fell silent is summarized before the hour of a digest, at half the price."""
    return _job("summarizing ahead", prepare, PREPARED_EVERY)


def showing(platform: str, posts: Posts, show: Show, publisher: Publisher | None = None) -> Job:
    """Answers that rest on edited or deleted messages are changed where people see them; digests by the publisher."""

    async def shown(post: Post) -> None:
        try:
            if post.digest and publisher:
                await publisher.change(post.place, post.digest)
            elif not post.digest:
                await show(post)
        except (RequestError, OperatorError) as error:  # not allowed now nor later: the others go on
            log.warning("an answer could not be brought up to date: %s", type(error).__name__)

    async def step() -> bool:
        await brought_up_to_date(posts, platform, shown)
        return False

    return Job("bringing answers up to date", step, SHOWN_EVERY)


def _job(name: str, work: Callable[[], Awaitable[object]], pause: float) -> Job:
    """It rests after each time."""

    async def step() -> bool:
        await work()
        return False

    return Job(name, step, pause)


async def _examine(arrived: Arrived, store: Arrivals, detector: Detector, policy: Policies) -> bool:
    """One channel: what people ask for needs the same processors."""
    if arrived.unexamined:
        channel, _ = arrived.unexamined.popitem()
        await examine(store, detector, await policy(channel), channel)
    return False


async def _name(arrived: Arrived, store: Arrivals, named: Named) -> bool:
    """One channel that the store knows no name of; it is tried again later where the platform cannot be asked now."""
    if not arrived.unnamed:
        return False
    channel = next(iter(arrived.unnamed))
    stored = {c.id: c.name for c in await store.channels(channel.workspace) if c.platform == channel.platform}
    if stored.get(channel.id, channel.id) == channel.id:  # the store calls it by its id
        with suppress(RequestError, OperatorError):  # the platform does not tell: it goes by its id
            await store.rename(await named(channel))
    del arrived.unnamed[channel]
    return bool(arrived.unnamed)
