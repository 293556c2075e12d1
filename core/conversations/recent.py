"""The last messages of a channel, found by author, by whom they address and by conversation."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from math import log

from core.conversations.people import completed
from core.conversations.said import Said


@dataclass(slots=True, eq=False)
class Heard:
    """A message at its place in the channel. `to` and `names` are other authors that wrote within the look-back.

    `to_unknown`: it opens with what may be a name, but nobody of that name has written. What stands below
    `is_first` is known once the message was read. The counts tell how many messages of the kind lie between two.
    """

    said: Said
    place: int
    author: str
    to: str | None
    to_unknown: bool
    names: frozenset[str]
    is_first: bool  # of its author
    opens: bool = False
    above: "Heard | None" = None  # which it answers, while that is in the look-back
    topic: "deque[Heard]" = field(default_factory=deque)  # the messages of its conversation
    answers: "list[Heard]" = field(default_factory=list)
    count_of_author: int = 0
    count_of_to: int = 0
    count_of_topic: int = 0


class Recent:
    """The look-back. What it holds of a message follows from the messages before it, twice the look-back at most."""

    def __init__(self, look_back: int) -> None:
        self._look_back = look_back
        self._next_place = 0
        self.messages: deque[Heard] = deque()
        self.by_id: dict[str, Heard] = {}
        self.by_author: defaultdict[str, deque[Heard]] = defaultdict(deque)
        self.to: defaultdict[str, deque[Heard]] = defaultdict(deque)
        self.topic_of: dict[str, str] = {}
        self._topics: defaultdict[str, deque[Heard]] = defaultdict(deque)
        self._called: defaultdict[str, deque[Heard]] = defaultdict(deque)
        self._word_counts: Counter[str] = Counter()

    def hear(self, said: Said) -> Heard:
        """The message as the next in the channel, its names resolved; it is not in the look-back yet."""
        to = self._who(said.opening, said.author)
        names = (self._called[x][-1].author for x in said.names if x in self._called)
        return Heard(
            said,
            self._next_place,
            said.author,
            to,
            to_unknown=said.opening is not None and to is None,
            names=frozenset(x for x in (*names, to) if x is not None and x != said.author),
            is_first=said.author not in self.by_author,
        )

    def add(self, heard: Heard, parent: str, topic: str) -> None:
        """Takes a message that was read: the id that it answers, and that of the first message of its conversation."""
        id = heard.said.id
        self._next_place += 1
        heard.opens = parent == id
        if above := self.by_id.get(parent):
            heard.above = above
            above.answers.append(heard)
        heard.topic = self._topics[topic]
        self._count(heard)
        self.messages.append(heard)
        self.by_id[id] = heard
        self.topic_of[id] = topic
        for index, key in self._indexes(heard):
            index[key].append(heard)
        self._word_counts.update(heard.said.words)
        if len(self.messages) > self._look_back:
            self._forget(self.messages[0])

    def rarity(self, word: str) -> float:
        """Inverse document frequency within the look-back, from 0 for a word of every message."""
        return log((len(self.messages) + 1) / max(1, self._word_counts[word]))

    def _count(self, heard: Heard) -> None:
        if heard.topic:
            heard.count_of_topic = heard.topic[-1].count_of_topic + 1
        if not heard.is_first:
            heard.count_of_author = self.by_author[heard.author][-1].count_of_author + 1
        if heard.to and heard.to in self.to:
            heard.count_of_to = self.to[heard.to][-1].count_of_to + 1

    def _forget(self, heard: Heard) -> None:
        for index, key in self._indexes(heard):
            index[key].popleft()
            if not index[key]:
                del index[key]
        for word in heard.said.words:
            self._word_counts[word] -= 1
            if not self._word_counts[word]:
                del self._word_counts[word]
        for answer in heard.answers:
            answer.above = None
        self.messages.popleft()
        del self.by_id[heard.said.id], self.topic_of[heard.said.id]

    def _indexes(self, heard: Heard) -> list[tuple[defaultdict[str, deque[Heard]], str]]:
        """Where the message is found, index and key."""
        out = [(self.by_author, heard.author), (self._topics, self.topic_of[heard.said.id])]
        out += [(self._called, name) for name in heard.said.called]
        return [*out, (self.to, heard.to)] if heard.to else out

    def _who(self, name: str | None, author: str) -> str | None:
        """Whom a name at the start of a message means."""
        if name is None:
            return None
        if name not in self._called:
            name = completed(name, self._called) or name
        who = self._called[name][-1].author if name in self._called else None
        return None if who == author else who
