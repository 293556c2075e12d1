"""Where the messages that statements rest on are: in a thread or its channel, as the store knows it."""

from collections.abc import Iterable, Mapping

from adapters.discord.places import link
from core.models import Channel, Message
from core.ports import MessageStore
from core.replies.lines import Line


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


class Linked:
    """Of lines of several channels, by ids of channel and message."""

    def __init__(self, known: Mapping[tuple[str, str], str] = {}) -> None:
        self._known = known

    @classmethod
    async def of(cls, store: MessageStore, sources: Iterable[tuple[Channel, str]]) -> "Linked":
        found: dict[tuple[str, str], str] = {}
        for channel, id in sources:
            stored = await looked_up(store, channel, [id])
            found |= {(channel.id, message): url for message, url in stored.items()}
        return cls(found)

    def __call__(self, line: Line) -> list[str]:
        links = Links(line.channel, line.thread_id)
        return [self._known.get((line.channel.id, id)) or links(id) for id in line.sources]
