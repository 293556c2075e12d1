"""Which threads messages are in: some platforms' links to a reply need its root."""

from collections.abc import Collection, Mapping

from core.models import Channel
from core.ports import MessageStore


async def roots(store: MessageStore, channel: Channel, messages: Collection[str]) -> Mapping[str, str]:
    """By id the root of its thread, of those messages (ids) of the channel that are stored and in one."""
    found = {}
    for id in messages:
        for place, message in await store.find(id):
            same = (place.platform, place.workspace, place.id) == (channel.platform, channel.workspace, channel.id)
            if same and message.thread_id:
                found[id] = message.thread_id
    return found
