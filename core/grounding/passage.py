"""What some messages say together: the facts that a statement about them may use."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from core.grounding import days, links, names
from core.grounding.numbers import Number, numbers
from core.grounding.polarity import Spoken, spoken
from core.models import Message
from core.text.words import stem, words


class Passage:
    """Messages as a source of facts; each kind of fact is read when it is first asked for."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)

    @cached_property
    def text(self) -> str:
        """All texts with their authors, a line for each."""
        return "\n".join(f"{m.author.name}: {m.text}" for m in self.messages)

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-cased words of texts and authors' names, their stems, and what forms of a name share."""
        said = set(words(names.undotted(self.text)))
        return frozenset(said | {stem(w) for w in said} | {names.kin(w) for w in said})

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset(names.initials(self.text))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(numbers(self.text))

    @cached_property
    def days(self) -> set[str | date]:
        return days.known(self.messages)

    @cached_property
    def links(self) -> frozenset[str]:
        return frozenset(links.normal(link) for link in links.links(self.text))

    @cached_property
    def sentences(self) -> tuple[Spoken, ...]:
        return tuple(sentence for m in self.messages for sentence in spoken(m.text))
