"""Where the messages that statements rest on are: in a thread or its channel, as the store knows it."""

from collections.abc import Iterable, Mapping

from adapters.discord.places import link
from core.models import Channel, Message
from core.ports import MessageStore


def known(messages: Iterable[Message]) -> dict[str, str]:
    """By id, of those that have one."""
    return {message.id: message.permalink for message in messages if message.permalink}


async def looked_up(store: MessageStore, channel: Channel, ids: Iterable[str]) -> dict[str, str]:
    """By id, of those that are stored."""
    found: dict[str, str] = {}
    for id in ids:
        for place, message in await store.find(id):
            if (place.platform, place.workspace, place.id) == (channel.platform, channel.workspace, channel.id):
                found |= known([message])
    return found


class Links:
    """A message that is not known is looked for in the channel, or in the thread that was asked about."""

    def __init__(self, channel: Channel, thread: str | None = None, known: Mapping[str, str] = {}) -> None:
        self._channel = channel
        self._thread = thread
        self._known = known

    def __call__(self, message: str) -> str:
        written_in = self._thread or self._channel.id
        return self._known.get(message) or link(self._channel.workspace, written_in, message)
