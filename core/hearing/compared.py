"""What of the store is known to stand as the platform has it: heard without a break, or compared since the last one."""

from collections.abc import Sequence
from datetime import datetime

from core.hearing.stretches import common, together
from core.models import Channel, Message
from core.ports import Complete, Wanted, Window

_Place = tuple[str, str, str]


class Compared:
    """`Complete`, of stretches that were compared too. For a platform that never tells what a break has hidden.

    `stored` is complete whether it still stands or not. Nothing of this outlives the process: its start is a break.
    """

    def __init__(self, stored: Complete) -> None:
        self.stored = stored
        self.breaks = 0
        self._heard: dict[str, datetime] = {}  # since when, by platform
        self._taken_up: dict[_Place, datetime | None] = {}  # channels that came later; None of those that went
        self._stretches: dict[_Place, list[Window]] = {}
        self._threads: set[tuple[_Place, str | None]] = set()

    async def stretches(self, channel: Channel) -> Sequence[Window]:
        return common(await self.stored.stretches(channel), self._standing(channel))

    async def add(self, channel: Channel, window: Window) -> None:
        if window.until is None and window.since:
            self._forget(channel)
            self._taken_up[_id(channel)] = window.since
        await self.stored.add(channel, window)

    async def end(self, channel: Channel, at: datetime) -> None:
        self._forget(channel)
        self._taken_up[_id(channel)] = None
        await self.stored.end(channel, at)

    async def interrupted(self, platform: str, at: datetime) -> None:
        """Before anything is waited for nothing is known to stand any more, but what is heard from now on."""
        self.breaks += 1
        self._heard[platform] = at
        self._taken_up.clear()
        self._stretches.clear()
        self._threads.clear()
        await self.stored.interrupted(platform, at)

    async def want(self, wanted: Wanted) -> None:
        await self.stored.want(wanted)

    async def claim(self, platform: str, now: datetime, until: datetime) -> Wanted | None:
        return await self.stored.claim(platform, now, until)

    async def fetched(self, wanted: Wanted) -> None:
        await self.stored.fetched(wanted)

    def standing(self, channel: Channel, messages: Sequence[Message]) -> Sequence[Message]:
        """Those of these stored messages that are as the platform has them."""
        known, place = self._standing(channel), _id(channel)
        return [m for m in messages if (place, m.thread_id) in self._threads or any(m.sent_at in it for it in known)]

    def compared(self, channel: Channel, what: Window | str, breaks: int) -> None:
        """This window of the channel, or this thread (root's id) in it, was read after so many breaks."""
        if breaks != self.breaks:
            return
        if isinstance(what, str):
            self._threads.add((_id(channel), what))
        else:
            known = self._stretches.get(_id(channel), ())
            self._stretches[_id(channel)] = together([*known, what])

    def _standing(self, channel: Channel) -> list[Window]:
        since = self._taken_up.get(_id(channel), self._heard.get(channel.platform))
        known = self._stretches.get(_id(channel), ())
        return together([*known, Window(since)]) if since else list(known)

    def _forget(self, channel: Channel) -> None:
        self._stretches.pop(_id(channel), None)
        self._threads = {known for known in self._threads if known[0] != _id(channel)}


def _id(channel: Channel) -> _Place:
    return channel.platform, channel.workspace, channel.id
