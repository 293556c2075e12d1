"""All messages of a transcript at once."""

from collections.abc import Iterable

from core.conversations.conversation import Conversation
from core.conversations.joining import join
from core.conversations.platform import in_channel, parent, roots
from core.conversations.reading import Reader
from core.models import Message


def untangle(messages: Iterable[Message]) -> tuple[Conversation, ...]:
    """The conversations of messages in the order in which they were sent.

    What the platform says stands; the parents of all other messages are inferred. Of two messages with one id the
    later one counts, in the place of the earlier. The same input gives the same output.
    """
    known = {m.id: m for m in messages}
    threads = roots(known.values())
    reader = Reader()
    parents: dict[str, str] = {}
    for message in known.values():
        given = parent(message, known, threads)
        if given is None:
            given = reader.read(message)
        elif in_channel(message):
            reader.note(message, given)
        parents[message.id] = given
    return join(known.values(), parents)
