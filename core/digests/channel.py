"""One channel of a digest: who may read it, what was said in its window, and what that comes to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from core import replies
from core.answering import Given, Question
from core.answering.reading import transcript
from core.decisions.recorded import Recorded
from core.digests import weekly
from core.digests.digest import Digest
from core.digests.post import Section
from core.digests.sharing import Shared
from core.digests.sources import FoundDecisions, Sources
from core.errors import RecapError
from core.models import Channel, Person, Transcript
from core.ports import Priority, Window
from core.replies import remarks
from core.summary import Summary, SummaryRequest
from core.workspace import WorkspaceSettings

CHANNEL_SECONDS = 120.0  # for one channel: then the others go out without it
PATIENCE_SECONDS = 60.0  # for a model, after what people wait for

log = logging.getLogger(__name__)

# Whether what is read of this channel may be shown where the digest is.
MayRead = Callable[[Channel], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Told:
    """What was said in a window. `summary` is None where nobody said anything; messages that were edited or deleted
    from `began` on may be missing or stand in it as they were."""

    began: datetime
    summary: Summary | None
    messages: int
    cost: float
    partly: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a channel; without a section it was quiet, unless it is `failed` or left out.

    `failed` is a sentence for people. `cost` is in US dollars. `began` is as in `Told`.
    """

    channel: Channel
    window: Window
    section: Section | None = None
    failed: str | None = None
    left_out: bool = False
    messages: int = 0
    cost: float = 0.0
    partly: str | None = None
    began: datetime | None = None

    @property
    def offline(self) -> str | None:
        """Why no model answered, or not all of it."""
        why = self.section.whole.checks.get("offline") if self.section else None
        return str(why) if why else None


class Channels:
    """Reads them for all digests of a process: what several tell at the same time is summarized once."""

    def __init__(self, sources: Sources, clock: Callable[[], datetime]) -> None:
        self._sources, self._clock = sources, clock
        self._shared = Shared[Told]()

    async def read(
        self, digest: Digest, channel: Channel, window: Window, may_read: MayRead, asker: Person | None, fresh: bool
    ) -> Reading:
        """Never fails: what went wrong is in the reading. `asker` sees a preview; then nothing is recorded.

        `fresh`: what was read for another digest is not taken.
        """
        try:
            async with asyncio.timeout(CHANNEL_SECONDS):
                if not await may_read(channel):
                    return Reading(channel, window, left_out=True)
                return await self._read(digest, channel, window, asker, fresh)
        except TimeoutError:
            return Reading(channel, window, failed=remarks.TOO_LONG)
        except RecapError as error:
            return Reading(channel, window, failed=replies.failure(error))
        except Exception as error:  # a defect in reading one channel must not hold back the others
            log.warning("a channel of a digest could not be read: %s", type(error).__name__)
            return Reading(channel, window, failed=remarks.UNKNOWN)

    async def _read(
        self, digest: Digest, channel: Channel, window: Window, asker: Person | None, fresh: bool
    ) -> Reading:
        settings = await self._sources.settings.get(channel.platform, channel.workspace)
        question = asked(digest, channel, await untold(self._sources, digest, channel, window), settings, asker)
        key = channel.platform, channel.workspace, channel.id, question.window, question.request, asker
        told, made = await self._shared.get(key, partial(self._told, question, settings), fresh)
        if told.summary is None and told.partly:
            return Reading(channel, window, failed=remarks.NOT_FETCHED)
        return Reading(
            *(channel, window, await _section(self._sources, digest, question, window, told.summary)),
            messages=told.messages,
            cost=told.cost if made else 0.0,
            partly=remarks.NOT_FETCHED if told.partly else None,
            began=told.began,
        )

    async def _told(self, question: Question, settings: WorkspaceSettings) -> Told:
        began, sources = self._clock(), self._sources
        backfill = sources.backfill(question.channel.platform)
        messages = await transcript(question, sources.store, settings.consent, backfill)
        given = await sources.minutes.about(question, messages) if messages.messages else None
        if given and question.priority is Priority.DIGEST:
            await _record(sources, question, given)
        summary, cost = (given.summary, given.cost) if given else (None, 0.0)
        return Told(began, summary, messages.coverage.read, cost, messages.unread_before is not None)


def asked(
    digest: Digest, channel: Channel, window: Window, settings: WorkspaceSettings, asker: Person | None = None
) -> Question:
    """The same whoever asks it, and when: what was summarized ahead is found again."""
    language = digest.language or settings.language
    return Question(
        *(asker or digest.created_by, channel, window),
        request=SummaryRequest(language=language),
        patience=PATIENCE_SECONDS,
        priority=Priority.WAITED_FOR if asker else Priority.DIGEST,
    )


async def untold(sources: Sources, digest: Digest, channel: Channel, window: Window) -> Window:
    """What of the window is to be summarized: a weekly digest tells decisions that daily ones have found."""
    if digest.kind != "weekly" or sources.others is None or sources.decisions is None:
        return window
    others = await sources.others.list(digest.platform, digest.workspace)
    return weekly.untold(digest, channel, window, others)


async def _section(
    sources: Sources, digest: Digest, question: Question, window: Window, found: Summary | None
) -> Section | None:
    """Of all the window, of which the question may be the end; None where there is nothing to say."""
    channel, until = question.channel, window.until
    assert until
    summary, changed = found or _empty(question), tuple[tuple[Recorded, Recorded], ...]()
    today = until.astimezone(ZoneInfo(digest.zone)).date()
    overdue = tuple(await sources.items.overdue(channel, today)) if sources.items else ()
    if digest.kind == "weekly":
        summary, changed = await _of_the_week(sources.decisions, channel, window, summary)
    if not (summary.overview or any(summary.statements()) or overdue or changed):
        return None
    return Section(channel, summary, summary, overdue, changed)


async def _of_the_week(
    decisions: FoundDecisions | None, channel: Channel, window: Window, summary: Summary
) -> tuple[Summary, tuple[tuple[Recorded, Recorded], ...]]:
    """What was decided, stored before or found now, and what was reversed."""
    if decisions is None:
        return weekly.of_the_week(summary, ()), ()
    stored = await decisions.within(channel, window)
    return weekly.of_the_week(summary, stored), tuple(await decisions.reversals(channel, window))


async def _record(sources: Sources, question: Question, given: Given) -> None:
    if sources.items:
        await sources.items.found(question, given, by_digest=True)
    if sources.decisions:
        await sources.decisions.found(question, given)


def _empty(question: Question) -> Summary:
    return Summary(question.channel.id, "", (), (), (), (), (), Transcript(question.channel.id, ()).coverage, "")
