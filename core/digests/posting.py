"""From a claimed slot to a post that people see: what is done is on disk before the next step begins."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from core.digests.composing import Composer
from core.digests.post import DigestPost
from core.digests.run import Outcome, Run, Standing, State
from core.digests.slots import between, following
from core.digests.sources import SettingsStore
from core.errors import LaterError, LimitError, OperatorError, RequestError
from core.ports import Post, Posts
from core.ports.digests import Runs
from core.ports.publisher import Audience, Publisher
from core.replies import remarks

TRIES = 5  # to say what stands in messages that people keep changing meanwhile
LATE_FROM = timedelta(minutes=10)  # then people are told why
MISSED_NAMED = 5  # the latest of those that were not posted

log = logging.getLogger(__name__)


class Lost(Exception):
    """Another process has the run by now."""


class Posting:
    def __init__(
        self,
        runs: Runs,
        posts: Posts,
        composer: Composer,
        settings: SettingsStore,
        publishers: Mapping[str, Publisher],
        audiences: Mapping[str, Audience],
        clock: Callable[[], datetime],
    ) -> None:
        self._runs, self._posts, self._composer = runs, posts, composer
        self._settings, self._publishers, self._audiences, self._clock = settings, publishers, audiences, clock

    async def post(self, run: Run, resumed: bool = False) -> None:
        """Whatever was done of it before, it is settled afterwards. `resumed`: something was, a while ago.

        Errors: `Lost`; `LaterError` where it is to be tried again; `StorageError`.
        """
        found = await self._looked_for(run) if run.state is State.PUBLISHING else run
        if found and found.place is None and (why := await self._too_late(found)):
            await self._fold(found, remarks.missed(run.digest, run.slot.at, why))
        elif found:
            await self._until_settled(found, resumed)

    async def _looked_for(self, run: Run) -> Run | None:
        """What a process that was killed may have posted; None where that cannot be told, and the next one says so."""
        publisher = self._publishers[run.digest.platform]
        if not publisher.finds:
            await self._fold(run, remarks.unsure(run.digest, run.slot.at))
            return None
        try:
            place = await publisher.find(run.digest.destination, run.key, run.begun)
        except OperatorError:  # it may not be read there
            await self._fold(run, remarks.unsure(run.digest, run.slot.at))
            return None
        return await self._moved(run, State.POSTED if place else State.CLAIMED, place)

    async def _until_settled(self, run: Run, fresh: bool) -> None:
        """`fresh`: its sources may have changed since they were read."""
        for tried in range(TRIES):
            if run.post is None:
                run = await self._composed(run, fresh or tried > 0)
            shown = await self._shown(run, run.post) if run.post else run
            if shown is None:
                return
            if shown.post and await self._settled(shown, shown.post):
                return
            run = await self._moved(shown, shown.state)
        raise LaterError("the messages that a digest tells are being changed all the time")

    async def _composed(self, run: Run, fresh: bool) -> Run:
        audience = self._audiences[run.digest.platform]
        may_read = partial(audience.all_may_read, run.digest.destination)
        composed = await self._composer.compose(run, may_read, notes(run, self._clock()), fresh=fresh)
        return _held(await self._runs.keep(run, composed.post, composed.since))

    async def _shown(self, run: Run, post: DigestPost) -> Run | None:
        """Without its post where a source has changed meanwhile; None where it cannot be posted."""
        publisher = self._publishers[run.digest.platform]
        if run.place:
            with suppress(RequestError, OperatorError):  # people have taken it down: nothing is to be shown there
                await publisher.change(run.place, post)
            return run
        run = await self._moved(run, State.PUBLISHING)
        if run.post is None:
            return run
        try:
            place = await publisher.publish(run.post)
        except (RequestError, OperatorError) as error:
            log.warning("a digest cannot be posted: %s", type(error).__name__)
            await self._fold(run, remarks.missed(run.digest, run.slot.at, remarks.because(error)))
            return None
        except LaterError as error:
            await self._not_now(run, publisher, error)
            return None
        return await self._moved(run, State.POSTED, place)

    async def _not_now(self, run: Run, publisher: Publisher, error: LaterError) -> None:
        """It is tried again, unless it may stand there and nobody can tell. Errors: the error."""
        if isinstance(error, LimitError):  # then it does not stand there
            await self._moved(run, State.CLAIMED)
        elif not publisher.finds:
            await self._fold(run, remarks.unsure(run.digest, run.slot.at))
            return
        raise error

    async def _settled(self, run: Run, post: DigestPost) -> bool:
        """False where it is not: a source has changed before anybody else was told of it."""
        assert run.place
        now, digest = self._clock(), run.digest
        await self._posts.put(Post(digest.destination, run.place, None, now, digest=post))
        again_at = None if run.again else await self._composer.again_at(post)
        next_at = following(digest, now).at
        if run.again:  # made again, and how far the digest has come since stays
            return await self._runs.settle(run, Outcome(run.standing, now, post.cost))
        unread = {failed.channel.id for failed in post.failed}
        read = {c.id: (w.since if c.id in unread else w.until) or run.slot.at for c, w in run.windows}
        standing = Standing(run.slot.at, read)
        due_at = min(next_at, again_at or next_at)
        return await self._runs.settle(run, Outcome(standing, due_at, post.cost, again_at is not None))

    async def _fold(self, run: Run, sentence: str) -> None:
        """Nothing is posted for this slot: the next one says so, and tells its time too."""
        missed = (*run.standing.missed, (run.slot.key, sentence))
        due_at = following(run.digest, self._clock()).at
        await self._runs.settle(replace(run, post=None), Outcome(replace(run.standing, missed=missed), due_at))

    async def _too_late(self, run: Run) -> str | None:
        """Why nothing is posted for this slot any more."""
        settings = await self._settings.get(run.digest.platform, run.digest.workspace)
        limit = timedelta(hours=settings.digest_late_hours)
        if self._clock() - run.slot.at <= limit:
            return None
        return remarks.NOT_RUNNING if run.begun - run.slot.at > limit else remarks.NOT_POSSIBLE

    async def _moved(self, run: Run, state: State, place: str | None = None) -> Run:
        return _held(await self._runs.move(run, state, place))


def notes(run: Run, now: datetime) -> list[str]:
    """What a digest says about itself before anything was read."""
    digest, told = run.digest, dict(run.standing.missed)
    since = max(run.standing.until or digest.since, digest.since)
    for slot in between(digest, since, run.slot.at):
        told.setdefault(slot.key, remarks.missed(digest, slot.at, remarks.NOT_RUNNING))
    said = [sentence for _, sentence in sorted(told.items())][-MISSED_NAMED:]
    if run.again:
        return [*said, remarks.REDONE]
    return [*said, remarks.late(digest, run.slot.at, now)] if now - run.slot.at > LATE_FROM else said


def _held(run: Run | None) -> Run:
    if run is None:
        raise Lost
    return run
