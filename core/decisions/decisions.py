"""Decisions as people meet them: found, looked for, reversed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from core.access import place, readable, require_reader
from core.answering.question import Given, Question
from core.decisions.finding import found, put_together
from core.decisions.recorded import Recorded
from core.decisions.reversing import reversed_by
from core.decisions.searching import matching
from core.models import Channel, Person
from core.ports.access import Access
from core.ports.messages import Window
from core.ports.records import Records


@dataclass(frozen=True, slots=True)
class Decisions:
    """Errors: those of store and access."""

    kept: Records[Recorded]
    access: Access

    async def found(self, question: Question, given: Given) -> Sequence[Recorded]:
        """Keeps what a summary found; the decisions as they stand now, in its order, linked to what they reverse."""
        channel = question.channel
        new = found(given.summary, channel, given.transcript.messages)
        ids: list[str] = []

        def change(kept: Sequence[Recorded]) -> Sequence[Recorded]:
            standing, ids[:] = put_together(kept, new)
            return standing

        if not new:
            return []
        kept = {one.id: one for one in await self.kept.change(channel, change)}
        return [await self._linked(kept[id]) for id in ids if id in kept and kept[id].reached]

    async def search(
        self,
        platform: str,
        workspace: str,
        requester: Person,
        words: str = "",
        channel: Channel | None = None,
    ) -> Sequence[Recorded]:
        """Those with all of the words, newest first; only what the requester may read, also of the links.

        With words or a channel also where none was reached.

        Errors: `RequestError` for a channel that they may not read.
        """
        if channel:
            await require_reader(self.access, requester, channel)
        everything = await self.kept.list(platform, workspace)
        asked = [d for d in everything if channel is None or d.channel.id == channel.id]
        found = [d for d in matching(asked, words) if d.reached or words or channel]
        ids = {id for d in found for id in (d.reverses, d.reversed_by)}
        seen = [*found, *(d for d in everything if d.id in ids)]
        may_read = await readable(self.access, requester.id, (d.channel for d in seen))
        visible = {d.id for d in seen if place(d.channel) in may_read}
        shown = [_without_hidden(d, visible) for d in found if d.id in visible]
        return sorted(shown, key=attrgetter("at"), reverse=True)

    async def within(self, channel: Channel, window: Window) -> Sequence[Recorded]:
        """Those of this channel that were taken in the window, the oldest first."""
        here = await self.kept.list(channel.platform, channel.workspace, channel)
        return sorted((d for d in here if d.at in window), key=attrgetter("at"))

    async def reversals(self, channel: Channel, window: Window) -> Sequence[tuple[Recorded, Recorded]]:
        """Earlier and later decision, both of this channel, the later one within the window."""
        here = {d.id: d for d in await self.kept.list(channel.platform, channel.workspace, channel)}
        return [(here[d.reverses], d) for d in here.values() if d.at in window and d.reverses in here]

    async def _linked(self, later: Recorded) -> Recorded:
        if later.reverses:
            return later
        channel = later.channel
        everything = await self.kept.list(channel.platform, channel.workspace)
        earlier = reversed_by(later, [d for d in everything if d.reached])
        if earlier is None:
            return later
        await self._put(replace(earlier, reversed_by=later.id))
        return await self._put(replace(later, reverses=earlier.id))

    async def _put(self, linked: Recorded) -> Recorded:
        """Instead of the one it was, where that is still kept."""

        def change(kept: Sequence[Recorded]) -> Sequence[Recorded]:
            return [linked if d.id == linked.id else d for d in kept]

        await self.kept.change(linked.channel, change)
        return linked


def _without_hidden(decision: Recorded, visible: Collection[str]) -> Recorded:
    return replace(
        decision,
        reverses=decision.reverses if decision.reverses in visible else None,
        reversed_by=decision.reversed_by if decision.reversed_by in visible else None,
    )
