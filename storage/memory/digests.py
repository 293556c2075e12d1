"""Digests and how far each has come, in this process: for tests."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.digests.digest import Digest
from core.digests.post import DigestPost
from core.digests.run import Outcome, Run, Standing, State
from core.models import Channel

_Place = tuple[str, str, str]


@dataclass
class _Kept:
    digest: Digest
    due_at: datetime | None
    standing: Standing
    holder: int = 0
    ahead_at: datetime | None = None


class MemoryDigests:
    """`Setups` and `Runs`. Whoever edits or deletes messages calls `drop`."""

    def __init__(self) -> None:
        self._kept: dict[_Place, _Kept] = {}
        self._begun: dict[_Place, dict[str, Run]] = {}  # by slot

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]:
        return [self._kept[p].digest for p in sorted(self._kept) if p[:2] == (platform, workspace)]

    async def put(self, digest: Digest, due_at: datetime | None, standing: Standing | None = None) -> None:
        known = self._kept.get(_place(digest))
        self._kept[_place(digest)] = _Kept(digest, due_at, standing or (known.standing if known else Standing()))

    async def remove(self, platform: str, workspace: str, id: str) -> None:
        self._kept.pop((platform, workspace, id), None)
        self._begun.pop((platform, workspace, id), None)

    async def costs(self, platform: str, workspace: str) -> Mapping[str, Sequence[tuple[datetime, float]]]:
        return {
            place[2]: [(run.slot.at, run.cost) for _, run in sorted(begun.items()) if run.place]
            for place, begun in self._begun.items()
            if place[:2] == (platform, workspace)
        }

    async def due(self, platforms: Collection[str], now: datetime) -> Sequence[tuple[Digest, Standing]]:
        found = [
            (kept.due_at, kept.digest, kept.standing)
            for kept in self._kept.values()
            if kept.due_at and kept.due_at <= now and kept.digest.platform in platforms
        ]
        return [(digest, standing) for _, digest, standing in sorted(found, key=lambda one: one[0])]

    async def ahead(
        self, platforms: Collection[str], now: datetime, until: datetime, again_at: datetime
    ) -> Sequence[tuple[Digest, Standing]]:
        found = list[tuple[Digest, Standing]]()
        for kept in self._kept.values():
            soon = kept.due_at is not None and now < kept.due_at <= until and kept.digest.platform in platforms
            if soon and not kept.holder and (kept.ahead_at is None or kept.ahead_at <= now):
                kept.ahead_at = again_at
                found.append((kept.digest, kept.standing))
        return found

    async def claim(self, run: Run, until: datetime, otherwise: datetime) -> Run | None:
        kept = self._kept.get(_place(run.digest))
        if kept is None or kept.digest != run.digest or kept.due_at is None or kept.due_at > run.begun:
            return None
        begun = self._begun.setdefault(_place(run.digest), {})
        wanted = self._wanted(begun, run)
        if wanted is None:
            kept.due_at = otherwise
            return None
        kept.due_at, kept.holder = until, run.holder
        begun[wanted.slot.key] = wanted = replace(wanted, holder=run.holder, standing=kept.standing)
        return wanted

    async def hold(self, run: Run, until: datetime) -> Run | None:
        if not self._holds(run):
            return None
        self._kept[_place(run.digest)].due_at = until
        return self._stored(run)

    async def keep(self, run: Run, post: DigestPost, since: datetime) -> Run | None:
        return self._changed(run, replace(self._stored(run), post=post)) if self._holds(run) else None

    async def move(self, run: Run, state: State, place: str | None = None) -> Run | None:
        if not self._holds(run):
            return None
        known = self._stored(run)
        if state is State.PUBLISHING and known.post is None:
            return known
        return self._changed(run, replace(known, state=state, place=place or known.place))

    async def put_off(self, run: Run, until: datetime) -> None:
        if self._holds(run):
            kept = self._kept[_place(run.digest)]
            kept.due_at, kept.holder = until, 0

    async def settle(self, run: Run, outcome: Outcome) -> bool:
        if not self._holds(run) or (run.post and not self._stored(run).post):
            return False
        known = self._stored(run)
        cost = known.cost + outcome.cost
        self._changed(run, replace(known, state=State.SETTLED, post=None, again=outcome.again, cost=cost))
        kept = self._kept[_place(run.digest)]
        kept.due_at, kept.standing, kept.holder = outcome.due_at, outcome.standing, 0
        return True

    async def drop(self, channel: Channel, messages: Collection[str]) -> None:
        """Whatever rests on one of these messages (ids)."""
        for begun in self._begun.values():
            for slot, run in begun.items():
                gone = {(channel.platform, channel.workspace, channel.id, id) for id in messages}
                if run.post and any((c.platform, c.workspace, c.id, id) in gone for c, id in run.post.sources()):
                    begun[slot] = replace(run, post=None)

    def _wanted(self, begun: Mapping[str, Run], run: Run) -> Run | None:
        in_order = [begun[slot] for slot in sorted(begun)]
        if unsettled := [r for r in in_order if r.state is not State.SETTLED]:
            return unsettled[0]
        if run.slot.key not in begun:
            return run
        return next((replace(r, state=State.POSTED) for r in in_order if r.again), None)

    def _holds(self, run: Run) -> bool:
        kept = self._kept.get(_place(run.digest))
        return kept is not None and kept.holder == run.holder

    def _stored(self, run: Run) -> Run:
        return self._begun[_place(run.digest)][run.slot.key]

    def _changed(self, run: Run, changed: Run) -> Run:
        self._begun[_place(run.digest)][run.slot.key] = changed
        return changed


def _place(digest: Digest) -> _Place:
    return digest.platform, digest.workspace, digest.id
