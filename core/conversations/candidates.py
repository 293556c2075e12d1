"""Which of the earlier messages may be answered by a new one: few enough to be looked at closely."""

from collections.abc import Iterator, Reversible
from itertools import islice

from core.conversations.recent import Heard, Recent

_NEAREST = 8
_NEAR = 25  # of a hundred answers, 96 are among these; beyond the nearest only the last of each conversation
_OF_AUTHOR = 3
_OF_DIALOGUE = 2


def candidates(heard: Heard, recent: Recent) -> list[Heard]:
    """The nearest messages, the ends of conversations and messages of the people involved, nearest first."""
    near = _last(recent.messages, _NEAR)
    found = {m.place: m for m in islice(near, _NEAREST)}
    found.update((m.place, m) for m in near if m.topic[-1] is m)
    found.update((m.place, m) for group in _groups(heard, recent) for m in group)
    return [found[place] for place in sorted(found, reverse=True)]


def _groups(heard: Heard, recent: Recent) -> Iterator[Iterator[Heard]]:
    own = recent.by_author.get(heard.author, ())
    yield _last(own, _OF_AUTHOR)
    yield _last(recent.to.get(heard.author, ()), _OF_AUTHOR)
    for name in heard.names:
        yield _last(recent.by_author.get(name, ()), _OF_AUTHOR)
        yield _last(recent.to.get(name, ()), _OF_DIALOGUE)
    for mine in _last(own, _OF_DIALOGUE):
        yield _last(mine.topic, _OF_DIALOGUE)
        yield _last(recent.by_author.get(mine.to or "", ()), _OF_DIALOGUE)


def _last(messages: Reversible[Heard], count: int) -> Iterator[Heard]:
    return islice(reversed(messages), count)
