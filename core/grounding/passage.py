"""What some messages say together: the facts that a statement about them may use."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from core.grounding import days, links, names
from core.grounding.numbers import Number, numbers, spoken_decimals
from core.grounding.polarity import Spoken, claims, spoken
from core.models import Message
from core.text.words import stem, words

T = TypeVar("T")
_ENDINGS = (
    "ization isation ation ition ement ment ness ance ence able ible ive ion ity ant ent er or al ic ful ous y iz is at"
).split()


class Passage:
    """Messages as a source of facts; each kind of fact is read when it is first asked for."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)

    @cached_property
    def text(self) -> str:
        """All texts with their authors, a line for each."""
        return "\n".join(f"{m.author.name}: {m.text}" for m in self.messages)

    @cached_property
    def said(self) -> str:
        """All texts, a line for each."""
        return "\n".join(m.text for m in self.messages)

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-cased words of texts and authors' names, their stems, and what forms of a name share."""
        said = set(words(names.undotted(self.text)))
        return frozenset(said | {stem(w) for w in said} | {names.kin(w) for w in said})

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Words in capitals, lower-cased: "PM", "LCD"."""
        return frozenset(w.lower() for w in re.findall(r"\b[A-Z]{2,5}\b", names.undotted(self.text)))

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset(names.initials(self.text))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return (*numbers(self.text), *spoken_decimals(self.text))

    @cached_property
    def days(self) -> set[str | date]:
        return days.known(self.messages)

    @cached_property
    def links(self) -> frozenset[str]:
        return frozenset(links.normal(link) for link in links.links(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, words(self.text)))

    @cached_property
    def denied(self) -> frozenset[str]:
        """Stems that stand under a negation anywhere."""
        return frozenset(s for sentence in self.sentences for s in sentence.denied)

    def has_root(self, word: str) -> bool:
        """Whether some word has the same root: "rejection" and "rejected"."""
        return root(word) in self._roots

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset(map(root, words(self.text)))

    @cached_property
    def followers(self) -> Mapping[str, frozenset[str]]:
        """Stems that stand right after a stem."""
        return _grouped(self._pairs)

    @cached_property
    def preceders(self) -> Mapping[str, frozenset[str]]:
        return _grouped((after, before) for before, after in self._pairs)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for m in self.messages for pair in pairwise(map(stem, words(m.text))))

    @cached_property
    def where(self) -> Mapping[str, frozenset[int]]:
        """The places in `sentences` of those that have a stem."""
        return _grouped((s, i) for i, sentence in enumerate(self.sentences) for s in sentence.stems)

    @cached_property
    def sentences(self) -> tuple[Spoken, ...]:
        return tuple(sentence for m in self.messages for sentence in spoken(m.text))

    @cached_property
    def claims(self) -> tuple[Spoken, ...]:
        """The sentences without the questions, whose answers say how they are meant."""
        return tuple(claims(m.text for m in self.messages))


def root(word: str) -> str:
    """A stem without the ending that makes it a noun or an adjective."""
    base = stem(word)
    return next((base[: -len(e)] for e in _ENDINGS if base.endswith(e) and len(base) - len(e) >= 4), base)


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, frozenset[T]]:
    out: dict[str, set[T]] = defaultdict(set)
    for key, value in pairs:
        out[key].add(value)
    return {key: frozenset(values) for key, values in out.items()}
