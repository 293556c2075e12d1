"""Who a statement is about: its owner and its speaker must have written, or be named in, what it rests on."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.models import Message, Person
from core.text.words import content, words

# A message of so few words ("sure, will do") says nothing itself: it agrees with the one before.
_ASSENT_WORDS = 3
_OPENING_WORDS = 4
_SHARED = 0.4


def is_in(person: Person, messages: Iterable[Message]) -> bool:
    """Whether a person wrote one of the messages or is named in one, by the whole name or its first word."""
    names = _names(person.name)
    for message in messages:
        if message.author == person or (person.id and message.author.id == person.id):
            return True
        if names & _names(message.author.name) or names & _names_in(message.text):
            return True
    return False


def misattributed(text: str, messages: Sequence[Message], people: Iterable[Person]) -> str | None:
    """The person a statement opens with, where the cited messages that say the rest are by and about others."""
    subject = _subject(text, people)
    if subject is None:
        return None
    rest = set(content(text)) - set(content(subject.name))
    shares = [len(rest & set(content(m.text))) for m in messages]
    best = max(shares, default=0)
    if best < 2 or best < _SHARED * len(rest):
        return None
    saying = [i for i, share in enumerate(shares) if share == best]
    assents = [i + 1 for i in saying if i + 1 < len(messages) and len(content(messages[i + 1].text)) <= _ASSENT_WORDS]
    return None if is_in(subject, [messages[i] for i in saying + assents]) else subject.name


def _subject(text: str, people: Iterable[Person]) -> Person | None:
    opening = set(words(" ".join(text.split()[:_OPENING_WORDS])))
    found = [p for p in people if _names(p.name) & opening]
    return found[0] if len(found) == 1 else None


def _names(name: str) -> set[str]:
    """The whole name and its first word, lower-cased: what people call each other."""
    parts = words(name)
    return {" ".join(parts), parts[0]} if parts else {name.lower()}


def _names_in(text: str) -> set[str]:
    said = words(text)
    return set(said) | {" ".join(pair) for pair in pairwise(said)}
