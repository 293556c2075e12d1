"""Which of the earlier messages may be answered by a new one: few enough to be looked at closely."""

from collections.abc import Iterable, Reversible
from itertools import islice

from core.conversations.recent import Heard, Recent

_NEAREST = 25  # of a hundred answers, 96 are among these
_OF_AUTHOR = 3
_OF_DIALOGUE = 2


def candidates(heard: Heard, recent: Recent) -> list[Heard]:
    """The nearest messages and those of the people involved, nearest first."""
    nearest = list(_last(recent.messages, _NEAREST))
    end = nearest[-1].place if nearest else 0
    further = {m.place: m for group in _groups(heard, recent) for m in group if m.place < end}
    return nearest + [further[place] for place in sorted(further, reverse=True)]


def _groups(heard: Heard, recent: Recent) -> Iterable[Iterable[Heard]]:
    own = recent.by_author.get(heard.author, ())
    yield _last(own, _OF_AUTHOR)
    yield _last(recent.to.get(heard.author, ()), _OF_AUTHOR)
    for name in heard.names:
        yield _last(recent.by_author.get(name, ()), _OF_AUTHOR)
        yield _last(recent.to.get(name, ()), _OF_DIALOGUE)
    for mine in _last(own, _OF_DIALOGUE):
        yield _last(mine.topic, _OF_DIALOGUE)
        yield _last(recent.by_author.get(mine.to or "", ()), _OF_DIALOGUE)


def _last(messages: Reversible[Heard], count: int) -> Iterable[Heard]:
    return islice(reversed(messages), count)
