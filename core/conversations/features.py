"""What speaks for or against one message answering another, as names of what holds.

Groups, so that each is made once: of the new message (`situation`), of an earlier one (`standing`), and of the two
together (core/conversations/relation.py). Close to the features of Kummerfeld et al. 2019, "A Large-Scale Corpus for
Conversation Disentanglement", with the state of the conversations so far beside them.
"""

from collections.abc import Iterator
from itertools import islice

from core.conversations.recent import Heard, Recent
from core.conversations.steps import Steps

OPENS = "opens a conversation"  # the one relation of a message to itself

_MESSAGES = (1, 2, 3, 4, 5, 7, 10, 15, 22, 35, 60, 100, 180)
_SECONDS = (10, 30, 60, 120, 180, 300, 480, 780, 1200, 1800, 3600, 7200, 21600)
_FEW = (0, 1, 2)
_PACE_MESSAGES = 20

_own_distance, _own_gap = Steps("own last message, distance", _MESSAGES), Steps("own last message, gap", _SECONDS)
_own_count = Steps("own messages", (1, 3, 7, 15, 31))
_asked_distance = Steps("addressed, distance", _MESSAGES)
_last_gap = Steps("gap to the last message", _SECONDS)
_pace = Steps("time of the last messages", _SECONDS)
_people = Steps("people in the last messages", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12))
_addressing = Steps("share addressed in the last messages", (0, 0.2, 0.4, 0.6, 0.8))
_names = Steps("names", (0, 1))


def situation(heard: Heard, recent: Recent) -> Iterator[str]:
    """What the new message is like, and at what moment of the channel it comes."""
    yield from heard.said.traits
    if heard.to:
        yield "addresses"
    if heard.to_unknown:
        yield "addresses somebody unknown"
    yield _names(len(heard.names))
    yield from _own(heard, recent)
    yield from _channel(heard, recent)
    if asked := recent.to.get(heard.author):
        yield _asked_distance(heard.place - asked[-1].place)
        if heard.is_first or asked[-1].place > recent.by_author[heard.author][-1].place:
            yield "addressed since"


def standing(heard: Heard) -> Iterator[str]:
    """What the earlier message is like."""
    for trait in heard.said.traits:
        yield f"there: {trait}"
    if heard.to:
        yield "there: addresses"
    if heard.to_unknown:
        yield "there: addresses somebody unknown"
    if heard.is_first:
        yield "there: first of its author"
    if heard.opens:
        yield "there: opens"


def _own(heard: Heard, recent: Recent) -> Iterator[str]:
    if heard.is_first:
        yield "first of its author"
        return
    own = recent.by_author[heard.author]
    yield _own_distance(heard.place - own[-1].place)
    yield _own_gap(gap(own[-1], heard))
    yield _own_count(len(own))


def _channel(heard: Heard, recent: Recent) -> Iterator[str]:
    if not recent.messages:
        yield "first of the channel"
        return
    last = recent.messages[-1]
    yield _last_gap(gap(last, heard))
    if last.author == heard.author:
        yield "last message is own"
    lately = list(islice(reversed(recent.messages), _PACE_MESSAGES))
    yield _pace(gap(lately[-1], heard))
    yield _people(len({m.author for m in lately}))
    yield _addressing(sum(m.to is not None for m in lately) / len(lately))


def gap(earlier: Heard, later: Heard) -> float | None:
    """Seconds between two messages, 0 where the clock went back, None where a time is missing."""
    if earlier.said.seconds is None or later.said.seconds is None:
        return None
    return max(0.0, later.said.seconds - earlier.said.seconds)
