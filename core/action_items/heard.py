"""What follows from what is heard: a message closes an item, an edit or a deletion takes it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.action_items.closing import closed
from core.action_items.done import says_done
from core.action_items.kept import Kept
from core.dates.due import find_due
from core.models import Channel, Message
from core.ports.messages import MessageStore
from core.ports.records import Records
from core.ports.settings import SettingsStore
from core.records import resting
from core.standing import stands


class Closing:
    """Told of each new message: one of the hooks of `Hearing`. What nobody may read closes nothing."""

    def __init__(self, kept: Records[Kept], settings: SettingsStore) -> None:
        self._kept = kept
        self._settings = settings

    async def __call__(self, channel: Channel, message: Message) -> None:
        if message.author.bot or not says_done(message.text):
            return
        where = channel.platform, channel.workspace
        here = await self._kept.list(*where, channel)
        if closed(here, [message]) == here:
            return
        if (await self._settings.get(*where)).consent.refusal(message, channel) is None:
            await self._kept.change(channel, lambda kept: closed(kept, [message]))


class TakingBack:
    """Told of each edit and deletion: one of the hooks of `Hearing`.

    With one of its messages deleted an item goes; without the one that closed it, it is open again. After an edit it
    stays where its messages still say it, with the day they give now; else it is stale until a summary finds it again:
    its owner is not told twice then.
    """

    def __init__(self, kept: Records[Kept], store: MessageStore) -> None:
        self._kept = kept
        self._store = store

    async def __call__(self, channel: Channel, messages: Collection[str]) -> None:
        touched, left = await resting(self._kept, self._store, channel, messages)
        if not touched:
            return
        gone = set(messages) - set(left)

        def change(kept: Sequence[Kept]) -> Sequence[Kept]:
            stay = [_reopened(one, left) for one in kept if gone.isdisjoint(one.item.sources)]
            return [one if set(messages).isdisjoint(one.item.sources) else _edited(one, messages, left) for one in stay]

        await self._kept.change(channel, change)


def _reopened(kept: Kept, left: Mapping[str, Message]) -> Kept:
    """Open again where the message that closed it says so no more."""
    closing = left.get(kept.item.closed_by or "")
    if kept.item.closed_by is None or (closing and says_done(closing.text)):
        return kept
    return replace(kept, item=replace(kept.item, status="open", closed_by=None))


def _edited(kept: Kept, edited: Collection[str], left: Mapping[str, Message]) -> Kept:
    item = kept.item
    sources = [left[id] for id in item.sources if id in left]
    if not stands(item.text, kept.texts, [item.owner.name] if item.owner else [], sources):
        return replace(kept, stale=True)
    days = {day for m in sources if m.id in edited and (day := find_due(m.text, m.sent_at))}
    return replace(kept, item=replace(item, due=days.pop() if len(days) == 1 else item.due))
