"""From the channels of a digest to what it says: all read at once, each on its own, and nothing said that is not so."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.digests.channel import Channels, MayRead, Reading
from core.digests.post import DigestPost, Failed
from core.digests.run import Run
from core.digests.shortening import shortened
from core.digests.sources import Sources
from core.models import Channel, Person
from core.ports import Window
from core.replies import remarks
from core.spending.budget import Budget
from core.spending.caps import Level

CHANNELS_AT_ONCE = 16  # of all digests of a process


@dataclass(frozen=True, slots=True)
class Composed:
    """What a digest says of messages as they stood at `since`, or later."""

    post: DigestPost
    since: datetime


class Composer:
    def __init__(self, sources: Sources, budget: Budget, clock: Callable[[], datetime]) -> None:
        self._sources, self._budget, self._clock = sources, budget, clock
        self._channels = Channels(sources, clock)
        self._places = asyncio.Semaphore(CHANNELS_AT_ONCE)

    async def compose(
        self,
        run: Run,
        may_read: MayRead,
        notes: Sequence[str] = (),
        asker: Person | None = None,
        fresh: bool = False,
    ) -> Composed:
        """`asker` is who sees a preview, None where it is posted. What cannot be read is named in it.

        `fresh`: nothing is taken of what was read for another digest a moment ago.
        """
        began = self._clock()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._read(run, *one, may_read, asker, fresh)) for one in run.windows]
        readings = [task.result() for task in tasks]
        since = min((r.began for r in readings if r.began), default=began)
        return Composed(self._post(run, readings, notes), since)

    async def again_at(self, post: DigestPost) -> datetime | None:
        """When there is money again, where it was for want of it that no model was asked."""
        if not any("offline" in section.whole.checks for section in post.sections):
            return None
        place = post.digest.platform, post.digest.workspace
        room = await self._budget.room(*place, await self._sources.settings.get(*place))
        return room.until if room.level is not Level.PLENTY else None

    async def _read(
        self, run: Run, channel: Channel, window: Window, may_read: MayRead, asker: Person | None, fresh: bool
    ) -> Reading:
        async with self._places:
            return await self._channels.read(run.digest, channel, window, may_read, asker, fresh)

    def _post(self, run: Run, readings: Sequence[Reading], notes: Sequence[str]) -> DigestPost:
        found = [r.section for r in readings if r.section]
        quiet = tuple(r.channel for r in readings if not (r.section or r.failed or r.left_out))
        head = remarks.headline(found, quiet=len(quiet) == len(readings))
        sections = shortened(found, run.digest.max_words - len(head.split()))
        return DigestPost(
            digest=run.digest,
            key=run.key,
            slot=run.slot.key,
            window=run.window,
            headline=head,
            sections=sections,
            quiet=quiet,
            failed=tuple(Failed(r.channel, r.failed) for r in readings if r.failed),
            left_out=sum(r.left_out for r in readings),
            notes=(*notes, *_notes(run, readings), *((remarks.CUT,) if any(s.cut for s in sections) else ())),
            messages=sum(r.messages for r in readings),
            cost=sum(r.cost for r in readings),
            made_at=self._clock(),
        )


def _notes(run: Run, readings: Sequence[Reading]) -> list[str]:
    """Sentences about single channels: told from earlier on, not all of it, or without a model."""
    said = list[str]()
    for r in readings:
        if r.failed or r.left_out:
            continue
        if run.window.since and r.window.since and r.window.since < run.window.since:
            said.append(remarks.taken_up(run.digest, r.channel.name, r.window.since))
        if r.partly:
            said.append(remarks.partly(r.channel.name, r.partly))
    return said + _offline(readings)


def _offline(readings: Sequence[Reading]) -> list[str]:
    """One sentence for each reason, with the channels where it was not all of them."""
    why: dict[str, list[str]] = {}
    for r in readings:
        if r.offline:
            why.setdefault(r.offline, []).append(r.channel.name)
    summed_up = sum(bool(r.section) for r in readings)
    return [remarks.offline(reason, names if len(names) < summed_up else ()) for reason, names in why.items()]
