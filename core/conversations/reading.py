"""Reading a channel message by message: whom does this one answer?"""

from collections import deque
from datetime import timedelta

from core.conversations.people import addressed, alias, mentioned
from core.models import Message

LOOK_BACK = 200  # messages of the channel in which a parent is looked for
_PAUSE = timedelta(minutes=5)


class Reader:
    """Remembers the last `LOOK_BACK` messages; what came before them has no influence."""

    def __init__(self) -> None:
        self._recent: deque[Message] = deque(maxlen=LOOK_BACK)

    def read(self, message: Message) -> str:
        """The id of the message that this one answers, its own where it opens a conversation."""
        parent = self._parent(message)
        self.note(message, parent)
        return parent

    def note(self, message: Message, parent: str) -> None:
        """Takes a message whose parent is known."""
        self._recent.append(message)

    def _parent(self, message: Message) -> str:
        me = alias(message.author.name)
        by = {alias(m.author.name): m for m in self._recent}
        named = [addressed(message.text), *mentioned(message.text)]
        for name in named:
            if name and name != me and name in by:
                return by[name].id
        for m in reversed(self._recent):
            if (alias(m.author.name) == me or me == addressed(m.text)) and _near(message, m):
                return m.id
        last = self._recent[-1] if self._recent else None
        return last.id if last and _near(message, last) else message.id


def _near(one: Message, other: Message) -> bool:
    return not (one.sent_at and other.sent_at) or abs(one.sent_at - other.sent_at) <= _PAUSE
