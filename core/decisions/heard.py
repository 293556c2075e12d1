"""What an edit or a deletion does to decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.decisions.recorded import Recorded
from core.models import Channel, Message
from core.ports.messages import MessageStore
from core.ports.records import Records
from core.records import resting
from core.standing import stands


class TakingBack:
    """Told of each edit and deletion: one of the hooks of `Hearing`.

    A decision goes with any of its messages, and where they do not say it any more, until a summary finds it again.
    What it had reversed stands again.
    """

    def __init__(self, kept: Records[Recorded], store: MessageStore) -> None:
        self._kept = kept
        self._store = store

    async def __call__(self, channel: Channel, messages: Collection[str]) -> None:
        touched, left = await resting(self._kept, self._store, channel, messages)
        gone = {one.id for one in touched if not _stands(one, left)}
        if gone:
            await self._kept.change(channel, lambda kept: [one for one in kept if one.id not in gone])
            await self._unlink(channel, gone)

    async def _unlink(self, channel: Channel, gone: Collection[str]) -> None:
        everything = await self._kept.list(channel.platform, channel.workspace)
        for there in {d.channel for d in everything if d.reverses in gone or d.reversed_by in gone}:

            def change(kept: Sequence[Recorded]) -> Sequence[Recorded]:
                return [_without(one, gone) for one in kept]

            await self._kept.change(there, change)


def _stands(one: Recorded, left: Mapping[str, Message]) -> bool:
    sources = [left[id] for id in one.sources if id in left]
    return len(sources) == len(one.sources) and stands(one.text, one.texts, (), sources)


def _without(one: Recorded, gone: Collection[str]) -> Recorded:
    return replace(
        one,
        reverses=None if one.reverses in gone else one.reverses,
        reversed_by=None if one.reversed_by in gone else one.reversed_by,
    )
