"""Reading a channel message by message: whom does this one answer?"""

from dataclasses import dataclass
from functools import cache

from core import weights
from core.conversations.candidates import candidates
from core.conversations.features import OPENS, situation, standing
from core.conversations.recent import Heard, Recent
from core.conversations.relation import Relations
from core.conversations.said import look
from core.learned.layers import Layers
from core.models import Message

LOOK_BACK = 400  # messages of the channel in which a parent is looked for


@cache
def trained() -> Layers:
    """The net of core/weights/conversations.json."""
    return Layers.from_json(weights.load("conversations"))


@dataclass(frozen=True, slots=True)
class Read:
    """The id of the message that one answers (its own where it opens a conversation), and the conversation's first."""

    parent: str
    topic: str


class Reader:
    """Reads with the trained net. What is further back than twice the look-back has no influence."""

    def __init__(self, look_back: int = LOOK_BACK, net: Layers | None = None) -> None:
        self.memory = 2 * look_back  # names are resolved in the look-back of each message in the look-back
        self._look_back = look_back
        self._recent = Recent(look_back)
        self._net = net or trained()
        self._standing: dict[str, int] = {}  # of the messages in the look-back, oldest first

    def read(self, message: Message, parent: str | None = None) -> Read:
        """Decides whom the message answers, unless its parent is known."""
        heard = self._recent.hear(look(message))
        parent = parent or self._parent(heard)
        read = Read(parent, self._recent.topic_of.get(parent, parent))
        self._add(heard, read)
        return read

    def again(self, message: Message, read: Read) -> None:
        """Takes a message that was read before."""
        self._add(self._recent.hear(look(message)), read)

    def _parent(self, heard: Heard) -> str:
        row = self._net.row
        relations = Relations(heard, self._recent)
        now = self._net.bias + row(situation(heard, self._recent))
        best, parent = self._net.score(now + row((OPENS,))), heard.said.id
        of_author: dict[str, int] = {}
        of_topic: dict[int, int] = {}
        for there in candidates(heard, self._recent):
            if there.author not in of_author:
                of_author[there.author] = now + row(relations.with_author(there.author))
            if id(there.topic) not in of_topic:
                of_topic[id(there.topic)] = row(relations.with_topic(there.topic))
            total = of_author[there.author] + of_topic[id(there.topic)] + self._standing[there.said.id]
            score = self._net.score(total + row(relations.with_message(there)))
            if score > best:
                best, parent = score, there.said.id
        return parent

    def _add(self, heard: Heard, read: Read) -> None:
        self._recent.add(heard, read.parent, read.topic)
        self._standing[heard.said.id] = self._net.row(standing(heard))
        if len(self._standing) > self._look_back:
            del self._standing[next(iter(self._standing))]
