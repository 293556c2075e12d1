"""What untangling gives: conversations, each with its messages and the links that join them."""

from dataclasses import dataclass
from typing import NamedTuple

from core.models import Message, Person


class Link(NamedTuple):
    """Ids of a message and of the one that it answers; its own id twice where it opens a conversation."""

    message: str
    parent: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages that belong together, in the order of the transcript, and one link for each of them."""

    messages: tuple[Message, ...]
    links: tuple[Link, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(m.id for m in self.messages)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who wrote in it, in the order of their first messages."""
        return tuple({m.author.id or m.author.name: m.author for m in self.messages}.values())
