"""Action items as people meet them: found, listed, acted on."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.access import place, readable, require_reader
from core.action_items import acting
from core.action_items.closing import closed, saying_done
from core.action_items.finding import Found, found, put_together
from core.action_items.item import Item
from core.action_items.kept import Kept
from core.action_items.people import known
from core.action_items.preferences import Preferences, next_morning
from core.action_items.tools import ItemTools
from core.answering.question import Given, Question
from core.errors import NotFound, RequestError
from core.models import Channel, Person

TOGETHER_WITHIN = timedelta(minutes=2)  # what is found in this time comes in one message
FRESH = timedelta(days=14)  # what was said before is told to nobody as new, unless it is still to come
GONE = "This action item is not kept any more: its message was deleted, or it is older than what Recap keeps."


class Items:
    """Every list holds only items of channels that its reader may read now. Errors: those of store and access."""

    def __init__(self, tools: ItemTools) -> None:
        self._tools = tools

    async def found(self, question: Question, given: Given, by_digest: bool = False) -> Sequence[Item]:
        """Keeps what a summary found; the items as they stand now, in its order. Their owners are told, once."""
        tools, channel, messages = self._tools, question.channel, given.transcript.messages
        new = await self._with_owners(
            found(given.summary, channel, messages, None if by_digest else question.requester)
        )
        here = await self._here(channel)
        if not (new or here):
            return []
        telling = await asyncio.to_thread(saying_done, messages)  # of thousands it takes a while
        ids: list[str] = []

        def change(kept: Sequence[Kept]) -> Sequence[Kept]:
            standing, ids[:] = put_together(kept, new)
            return closed(standing, telling)

        if not new and closed(here, telling) == here:
            return []
        kept = {one.id: one for one in await tools.kept.change(channel, change)}
        items = [kept[id] for id in ids if id in kept]
        for one in items:
            await self._tell(one)
        return [one.item for one in items]

    async def mine(self, platform: str, workspace: str, person: Person) -> Sequence[Item]:
        """The open ones they own, and those nobody owns that were found for them; what is due first comes first."""
        kept = await self._tools.kept.list(platform, workspace, person=person.id)
        may_read = await readable(self._tools.access, person.id, (one.channel for one in kept if one.open))
        return in_order(one.item for one in kept if one.open and place(one.channel) in may_read)

    async def here(self, channel: Channel, requester: Person) -> Sequence[Item]:
        """The open ones of the channel. Errors: `RequestError` where they may not read it."""
        await require_reader(self._tools.access, requester, channel)
        return in_order(one.item for one in await self._here(channel) if one.open)

    async def overdue(self, channel: Channel, on: date) -> Sequence[Item]:
        """Those that were due before this day; whoever asks has looked at who reads them."""
        return in_order(k.item for k in await self._here(channel) if k.open and k.item.due and k.item.due < on)

    async def done(self, platform: str, workspace: str, id: str, person: Person) -> Item:
        """Errors: `NotFound`; `RequestError` where they may not read the channel; so do all that act on an item."""
        return (await self._act(platform, workspace, id, person, acting.done)).item

    async def not_mine(self, platform: str, workspace: str, id: str, person: Person) -> Item:
        """Only its owner may say so; it never comes back to them."""
        return (await self._act(platform, workspace, id, person, lambda kept: acting.refused(kept, person))).item

    async def remind(self, platform: str, workspace: str, id: str, person: Person, at: datetime) -> Item:
        """The person is told of it again at this moment. Errors: also `RequestError` for one that is over."""
        moment = at.astimezone(UTC)
        if moment <= self._tools.clock():
            raise RequestError("That time is over: pick a later one.")
        kept = await self._act(platform, workspace, id, person, lambda k: acting.reminded(k, moment))
        await self._tools.notes.put(platform, workspace, person, id, "reminder", moment)
        return kept.item

    async def reassign(self, platform: str, workspace: str, id: str, person: Person, owner: Person) -> Item:
        """The new owner is told, once, where they may read the channel."""
        kept = await self._act(platform, workspace, id, person, lambda kept: acting.given(kept, owner))
        await self._tell(kept, by_hand=True)
        return kept.item

    async def preferences(self, platform: str, workspace: str, person: str) -> Preferences:
        return await self._tools.preferences.get(platform, workspace, person) or Preferences()

    async def prefer(self, platform: str, workspace: str, person: str, preferences: Preferences) -> None:
        morning = next_morning(preferences, self._tools.clock())
        await self._tools.preferences.put(platform, workspace, Person(person, person), preferences, morning)

    async def unsent(self, platform: str, workspace: str, person: Person) -> Sequence[Item]:
        """What the person could not be sent: it comes with their next answer, and is given here once."""
        ids = await self._tools.notes.unsent(platform, workspace, person.id)
        mine = await self.mine(platform, workspace, person) if ids else []
        return [item for item in mine if item.id in ids]

    async def _here(self, channel: Channel) -> Sequence[Kept]:
        return await self._tools.kept.list(channel.platform, channel.workspace, channel)

    async def _act(
        self, platform: str, workspace: str, id: str, person: Person, change: Callable[[Kept], Kept]
    ) -> Kept:
        """Whoever may read where it was said may act on it."""
        known = await self._tools.kept.get(platform, workspace, id)
        if known is None or known.stale:
            raise NotFound(GONE)
        await require_reader(self._tools.access, person, known.channel)
        standing = await self._tools.kept.change(
            known.channel, lambda kept: [change(one) if one.id == id else one for one in kept]
        )
        changed = next((one for one in standing if one.id == id), None)
        if changed is None:
            raise NotFound(GONE)
        return changed

    async def _with_owners(self, new: list[Found]) -> list[Found]:
        """Names resolved to whoever goes by them in the workspace."""
        if not any(one.item.owner and not one.item.owner.id for one in new):
            return new
        channel = new[0].item.channel
        authors = await self._tools.messages.authors(channel.platform, channel.workspace)
        return [
            replace(one, item=replace(one.item, owner=known(owner, authors))) if (owner := one.item.owner) else one
            for one in new
        ]

    async def _tell(self, kept: Kept, by_hand: bool = False) -> None:
        """Notes that the person it is for is to be told: their first message about it, and their morning list."""
        tools, item, person = self._tools, kept.item, kept.person
        now = tools.clock()
        old = item.said_at < now - FRESH and (item.due is None or item.due < now.date())
        if person is None or not kept.open or not (by_hand or (item.sendable and not old)):
            return
        where = item.channel.platform, item.channel.workspace
        await tools.notes.put(*where, person, item.id, "found", now if by_hand else now + TOGETHER_WITHIN)
        if await tools.preferences.get(*where, person.id) is None:
            wanted = Preferences(zone=await tools.zone(*where, person.id) or Preferences().zone)
            await tools.preferences.wake(*where, person, wanted, next_morning(wanted, now))


def in_order(items: Iterable[Item]) -> list[Item]:
    """What is due first comes first, then what was said first."""
    return sorted(items, key=lambda item: (item.due or date.max, item.said_at))
