"""All messages of a transcript at once."""

from collections.abc import Iterable

from core.conversations.conversation import Conversation
from core.conversations.joining import join
from core.conversations.platform import in_channel, parent, roots
from core.conversations.reading import LOOK_BACK, Reader
from core.models import Message


def untangle(messages: Iterable[Message], look_back: int = LOOK_BACK) -> tuple[Conversation, ...]:
    """The conversations of messages in the order in which they were sent.

    What the platform says stands; the parents of all other messages are inferred. Of two messages with one id the
    later one counts, in the place of the earlier. The same input gives the same output.
    """
    known = {m.id: m for m in messages}
    threads = roots(known.values())
    reader = Reader(look_back)
    parents: dict[str, str] = {}
    for message in known.values():
        given = parent(message, known, threads)
        if in_channel(message):
            given = reader.read(message, given).parent
        assert given is not None
        parents[message.id] = given
    return join(known.values(), parents)
