"""Setting digests up: who may, what makes sense, and what one would say now."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from core.digests.composing import Composer
from core.digests.digest import WORDS_MAX, Digest
from core.digests.post import DigestPost
from core.digests.run import Run, Standing
from core.digests.slots import Slot, before, following
from core.errors import NotFound, RequestError
from core.models import Channel, Person, Window
from core.ports import Access
from core.ports.digests import Setups
from core.replies import remarks

CHANNELS_MAX = 50
WORDS_LEAST = 50


class Digests:
    """`access` says who may read what, by platform. All errors are a sentence for whoever asks."""

    def __init__(
        self, setups: Setups, composer: Composer, access: Mapping[str, Access], clock: Callable[[], datetime]
    ) -> None:
        self._setups, self._composer, self._access, self._clock = setups, composer, access, clock

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]:
        return await self._setups.list(platform, workspace)

    async def add(self, digest: Digest, requester: Person) -> Digest:
        """With its id. Errors: `RequestError` where it makes no sense, or the requester may not read all of it."""
        now = self._clock()
        made = _checked(replace(digest, id=secrets.token_hex(4), created_by=requester, since=now))
        await self._require_readable((*made.channels, made.destination), requester)
        await self._setups.put(made, _due_at(made, now))
        return made

    async def change(self, digest: Digest, requester: Person, *, admin: bool = False) -> Digest:
        """Its creator may, or an admin, who has to read what they add. Errors: as `add`; `NotFound`."""
        known = await self._known(digest.platform, digest.workspace, digest.id, requester, admin)
        now = self._clock()
        changed = _checked(replace(digest, created_by=known.created_by, since=known.since))
        seen = {c.id for c in (*known.channels, known.destination)}
        added = [c for c in (*changed.channels, changed.destination) if c.id not in seen]
        shown_elsewhere = changed.destination.id != known.destination.id
        await self._require_readable((*changed.channels, *added) if shown_elsewhere else added, requester)
        if _told(changed) != _told(known):
            changed = replace(changed, since=now)
        await self._setups.put(changed, _due_at(changed, now), Standing() if known.paused else None)
        return changed

    async def remove(self, platform: str, workspace: str, id: str, requester: Person, *, admin: bool = False) -> None:
        """Errors: as `change`."""
        await self._known(platform, workspace, id, requester, admin)
        await self._setups.remove(platform, workspace, id)

    async def preview(self, digest: Digest, requester: Person) -> DigestPost:
        """Today's, for the asker alone: what they may not read is counted. Errors: `RequestError`, `LimitError`."""
        now, made = self._clock(), _checked(digest)
        window = Window(before(made, now).at, now)
        windows = tuple((channel, window) for channel in made.channels)
        local = now.astimezone(ZoneInfo(made.zone)).replace(tzinfo=None)
        slot = Slot(local.isoformat(timespec="minutes"), now)
        run = Run(made, slot, 0, now, window, windows, Standing())
        may_read = partial(self._access[made.platform].may_read, requester.id)
        return (await self._composer.compose(run, may_read, asker=requester, fresh=True)).post

    async def costs(self, platform: str, workspace: str) -> Mapping[str, tuple[float, float]]:
        """By digest id what the last post and all of this month (UTC) have cost, in US dollars."""
        now = self._clock()
        found = await self._setups.costs(platform, workspace)
        return {
            id: (posts[-1][1], sum(cost for at, cost in posts if (at.year, at.month) == (now.year, now.month)))
            for id, posts in found.items()
        }

    async def _known(self, platform: str, workspace: str, id: str, requester: Person, admin: bool) -> Digest:
        found = next((d for d in await self._setups.list(platform, workspace) if d.id == id), None)
        if found is None:
            raise NotFound(remarks.NO_DIGEST)
        if not admin and found.created_by.id != requester.id:
            raise RequestError(remarks.not_yours(found))
        return found

    async def _require_readable(self, channels: Sequence[Channel], requester: Person) -> None:
        for channel in dict.fromkeys(channels):
            if not await self._access[channel.platform].may_read(requester.id, channel):
                raise RequestError(remarks.cannot_read(channel))


def _due_at(digest: Digest, now: datetime) -> datetime | None:
    return None if digest.paused else following(digest, now).at


def _told(digest: Digest) -> object:
    """What decides which messages it tells."""
    return digest.channels, digest.days, digest.at, digest.zone, digest.paused


def _checked(digest: Digest) -> Digest:
    """Errors: `RequestError`."""
    days = tuple(sorted(set(digest.days)))
    if not days or not set(days) <= set(range(7)):
        raise RequestError(remarks.WHICH_DAYS)
    if not digest.channels or len(digest.channels) > CHANNELS_MAX:
        raise RequestError(remarks.which_channels(CHANNELS_MAX))
    if not WORDS_LEAST <= digest.max_words <= WORDS_MAX:
        raise RequestError(remarks.how_long(WORDS_LEAST, WORDS_MAX))
    try:
        ZoneInfo(digest.zone)
    except (ValueError, OSError, LookupError) as error:
        raise RequestError(remarks.no_zone(digest.zone)) from error
    return replace(digest, days=days, channels=tuple(dict.fromkeys(digest.channels)))
