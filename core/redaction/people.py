"""Who belongs to a workspace, and by which names chat knows them."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.models import Person
from core.redaction.view import view
from core.redaction.word_names import WORDS

SHORTEST_PART = 3  # "Al" of "Al Gore" is a word in too many sentences


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace. `names` are full name, display name, nickname; the first is what people see."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a member's name. `strict`: it is also an ordinary word, so only as it is written here."""

    written: str
    member: str
    strict: bool


def members(people: Iterable[Person]) -> tuple[Member, ...]:
    """Without bots: their names are those of products."""
    return tuple(Member(person.id, (person.name,)) for person in people if not person.bot)


def names(members: Iterable[Member]) -> Iterator[Name]:
    """Every name to look for: as given, and the parts of names of several words. Who comes first owns a shared one."""
    seen: set[str] = set()
    whole = [(m.id, view(name).text.strip().lstrip("@")) for m in members for name in m.names]
    parts = [(id, p) for id, name in whole for p in _parts(name)]
    for id, name in whole + parts:
        if name and (key := fold(name)) not in seen:
            seen.add(key)
            yield Name(name, id, _is_strict(name))


def _parts(name: str) -> list[str]:
    words = [w.strip("().,\"'") for w in name.replace("_", " ").split()]
    return [w for w in words if len(w) >= SHORTEST_PART and w[0].isupper()] if len(words) > 1 else []


def _is_strict(name: str) -> bool:
    return len(name) <= 2 or not any(c.isalpha() for c in name) or fold(name) in WORDS


def fold(text: str) -> str:
    """Without case and accents, character by character: the same length as `text`."""
    if text.isascii():
        return text.lower()
    return "".join(_fold(c) for c in text)


def _fold(char: str) -> str:
    return unicodedata.normalize("NFKD", char)[0].lower()[:1] or char
