"""What one message shows by itself, before anything is known of those around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.conversations.people import called, key, names, opening
from core.conversations.steps import Steps
from core.models import Message
from core.text.words import STOP_WORDS, stem, words

_URL = re.compile(r"https?://\S+|www\.\S+")
_LENGTH = Steps("length", (0, 1, 2, 4, 7, 12, 20))
_ASKING = frozenset(
    """any anybody anyone are can could did do does has have how is should what when where which who why will
    would""".split()
)
_ANYBODY = frozenset("anybody anyone somebody someone".split())
_GREETING = frozenset("evening good greetings hello hey hi hola morning".split())
_THANKS = frozenset("cheers thank thanks thx ty".split())
# Words with which people take up what was said before, or do not.
_FIRST = frozenset(
    """! a ah also and anybody anyone are because but can cool could did do does for from good good haha has have hello
    hey hi hm hmm how i i'm if in is it it's its just lol maybe my nice no nope not oh ok okay or please right so sorry
    sudo sure thank thanks that that's the then there they this thx try u use we well what when where which who why with
    yeah yep yes you you're your""".split()
)
_TELLING = frozenset(
    """again also anyone but can could do does error get hello help here hi how install is it know lol maybe need no now
    ok problem question run same should sorry still thank thanks that then think thx try use version want what where why
    work would yeah yes""".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message, taken apart. `seconds` is its time, None where it has none."""

    id: str
    author: str
    called: tuple[str, ...]
    opening: str | None
    names: frozenset[str]
    words: frozenset[str]
    urls: frozenset[str]
    seconds: float | None
    asks: bool
    traits: tuple[str, ...]


def look(message: Message) -> Said:
    """Takes a message apart."""
    name, body = opening(message.text)
    spoken = words(body)
    urls = frozenset(_URL.findall(message.text))
    return Said(
        id=message.id,
        author=key(message.author),
        called=called(message.author),
        opening=name,
        names=names(message.text),
        words=frozenset(stem(w) for w in spoken if w not in STOP_WORDS and len(w) > 1),
        urls=urls,
        seconds=message.sent_at.timestamp() if message.sent_at else None,
        asks="?" in message.text,
        traits=tuple(_traits(message.text, spoken, bool(urls))),
    )


def _traits(text: str, spoken: list[str], has_url: bool) -> Iterator[str]:
    first, all_ = spoken[0] if spoken else "", frozenset(spoken)
    yield _LENGTH(len(spoken))
    yield f"first {first if first in _FIRST else '-'}"
    yield from (f"word {w}" for w in all_ & _TELLING)
    for name, holds in (
        ("asks", "?" in text),
        ("opens as a question", first in _ASKING),
        ("asks anybody", not _ANYBODY.isdisjoint(all_)),
        ("greets", first in _GREETING),
        ("thanks", not _THANKS.isdisjoint(all_)),
        ("has a link", has_url),
        ("is a command", text.startswith("!")),
        ("goes on", text.rstrip().endswith(("...", ","))),
        ("capital", text[:1].isupper()),
    ):
        if holds:
            yield name
