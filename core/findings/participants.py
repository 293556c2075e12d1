"""Who is meant: names, nicknames and mentions in messages resolved to the people who take part."""

import re
from collections.abc import Iterable

from core.models import Message, Person

_MENTION = re.compile(r"@([\w.-]*\w)")
SHORTEST_NICKNAME = 3  # letters: "Al" would be half the team


class Participants:
    """The people of one transcript, known by id, name, first name, nickname and unambiguous short form."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._known: dict[str, Person | None] = {}  # None: two people go by it
        self._people = {m.author.id: m.author for m in messages}
        for person in self._people.values():
            for name in _names(person):
                self._known[name] = person if self._known.get(name, person) == person else None

    def find(self, name: str) -> Person | None:
        """The participant who goes by this name; 'Manu Sporny' finds 'manu', 'kim' finds 'kimhd_'."""
        key = _key(name)
        if key not in self._known:
            self._known[key] = self._alike(key)
        return self._known[key]

    def mentioned(self, text: str) -> Person | None:
        """The first participant whom a text @mentions."""
        mention = _MENTION.search(text)
        return self.find(mention[1]) if mention else None

    def known(self, word: str) -> bool:
        """Whether a lower-cased word is somebody's name."""
        return self._known.get(word) is not None

    def _alike(self, key: str) -> Person | None:
        words = key.split()
        if not words or len(words) > 3:
            return None
        if len(words) > 1 and (first := self._known.get(words[0])):
            return first
        found = {p.id: p for name, p in self._known.items() if p and _short_form(words[0], name)}
        return next(iter(found.values())) if len(found) == 1 else None


def _names(person: Person) -> set[str]:
    whole = _key(person.name)
    return {n for n in (whole, _key(person.id), whole.split(" ")[0]) if n}


def _key(name: str) -> str:
    """'@Kim_HD__' -> 'kim hd'; digits at the end go, as in 'kim2'."""
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split()).rstrip("0123456789 ") or name.casefold()


def _short_form(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= SHORTEST_NICKNAME and " " not in a and (a.startswith(b) or b.startswith(a))
