"""Links to conversations: messages that are joined by links, directly or through others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.conversations.conversation import Conversation, Link
from core.models import Message


def join(messages: Iterable[Message], parents: Mapping[str, str]) -> tuple[Conversation, ...]:
    """The conversations, in the order of their first messages; every message is in exactly one.

    `parents` has an id for each message. One that is not among the messages joins all that name it: they are linked
    to the first of them.
    """
    kept = list(messages)
    groups = _Groups()
    for message in kept:
        groups.unite(message.id, parents[message.id])
    together: dict[str, list[Message]] = defaultdict(list)
    for message in kept:
        together[groups.root(message.id)].append(message)
    links = _links(kept, parents)
    return tuple(Conversation(tuple(c), tuple(links[m.id] for m in c)) for c in together.values())


def _links(messages: list[Message], parents: Mapping[str, str]) -> dict[str, Link]:
    known = {m.id for m in messages}
    first: dict[str, str] = {}
    out: dict[str, Link] = {}
    for message in messages:
        parent = parents[message.id]
        out[message.id] = Link(message.id, parent if parent in known else first.setdefault(parent, message.id))
    return out


class _Groups:
    """Disjoint sets with path halving: almost constant time a step, cycles do no harm."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, id: str) -> str:
        above = self._above
        while (up := above.setdefault(id, id)) != id:
            above[id] = above[up]
            id = above[id]
        return id

    def unite(self, one: str, other: str) -> None:
        self._above[self.root(one)] = self.root(other)
