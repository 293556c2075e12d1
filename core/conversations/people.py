"""Who is meant: "ana: yes", "@Ana Lima", "thanks ana"."""

import itertools
import re
from collections.abc import Iterable

from core.models import Person
from core.text.words import STOP_WORDS

# What a name in chat is made of; IRC allows brackets, carets and bars.
_NAME = re.compile(r"[\w\[\]\\`^{}|.\-]*[\w\[\]\\`^{}|]")
_OPENING = re.compile(rf"\s*@?({_NAME.pattern}(?: \w+)?)\s*[:,>](?!//)")
_MENTION = re.compile(rf"@({_NAME.pattern})")
_SESSION_MARKS = "_`^|-"  # "ana_" is ana, whose first connection hangs
_NAME_MIN_CHARS = 3  # shorter words are names only where they open a message


def key(author: Person) -> str:
    """What tells authors apart: the id; where there are only names, the name without the marks of a second session."""
    return author.id if author.id and author.id != author.name else _plain(author.name)


def called(author: Person) -> tuple[str, ...]:
    """What others call the author: the name and, of several words, the first."""
    whole = _plain(author.name)
    first = whole.split(" ", 1)[0]
    return (whole,) if first == whole else (whole, _plain(first))


def opening(text: str) -> tuple[str | None, str]:
    """What stands in front of a colon or comma at the start and may be a name ("ana: yes"), and the text behind it.

    Without one it is the first mention with an @, and the whole text.
    """
    if found := _OPENING.match(text):
        return _plain(found[1]), text[found.end() :]
    found = _MENTION.search(text)
    return (_plain(found[1]) if found else None), text


def names(text: str) -> frozenset[str]:
    """Everything in the text that may be a name, and pairs of words where there is an @; common words left out."""
    found = [_plain(x) for x in _NAME.findall(text)]
    pairs = (f"{a} {b}" for a, b in itertools.pairwise(found)) if "@" in text else ()
    return frozenset((*pairs, *(x for x in found if len(x) >= _NAME_MIN_CHARS and x not in STOP_WORDS)))


def completed(name: str, known: Iterable[str]) -> str | None:
    """The one name that a shortened or lengthened one stands for ("mart" for "martina"), None where it is not clear."""
    if len(name) < _NAME_MIN_CHARS:
        return None
    near = [x for x in known if x.startswith(name) or (len(x) > _NAME_MIN_CHARS and name.startswith(x))]
    return near[0] if len(near) == 1 else None


def _plain(name: str) -> str:
    name = name.lower()
    return name.rstrip(_SESSION_MARKS) or name
