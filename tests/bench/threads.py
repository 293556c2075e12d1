"""How the time of untangling a channel grows with its length.

Printed beside the time of only finding the words of the same messages, taken in the same run.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from core.conversations import untangle
from core.models import Message, Person
from core.text.words import content

SIZES = (500, 5_000, 20_000)
_PEOPLE = ("ana", "ben", "caro", "dan", "eva", "finn", "gul", "hugo", "ines", "jan", "kim", "lea")
_THINGS = "build server invoice login report backup printer export ticket newsletter database certificate".split()
_OPENINGS = (
    "does anybody know why the {0} of the {1} fails?",
    "the {0} {1} is down again",
    "who takes the {0} for the {1} this week?",
)
_ANSWERS = (
    "{2}: which {0}?",
    "the {0} needs the {1}, I think",
    "{2}: yes, since noon",
    "thanks {2}",
    "it works again, the {0} was full",
    "can you look at the {1}?",
)
_START = datetime(2026, 3, 2, 8, tzinfo=UTC)
_AT_ONCE = 4  # conversations


def run(sizes: tuple[int, ...] = SIZES) -> None:
    before: tuple[int, float] | None = None
    for size in sizes:
        messages = conversation(size)
        seconds, words = _seconds(partial(untangle, messages)), _seconds(partial(_words, messages))
        grown = f", {seconds / before[1]:.1f} times that of {before[0]}" if before else ""
        print(f"untangling {size} messages: {seconds:.2f} s, {seconds / words:.0f} times finding their words{grown}")
        before = size, seconds


def conversation(size: int) -> list[Message]:
    """Made-up chat of a few conversations at once, the same for the same size."""
    chance = random.Random(size)
    running = [_Topic(chance) for _ in range(_AT_ONCE)]
    at, out = _START, []
    for i in range(size):
        topic = chance.randrange(_AT_ONCE)
        if running[topic].left == 0:
            running[topic] = _Topic(chance)
        author, text = running[topic].say(chance)
        at += timedelta(seconds=chance.choice((5, 20, 60, 300)))
        out.append(Message(str(i), Person(author, author), text, at))
    return out


class _Topic:
    """A few people and two things that they talk about."""

    def __init__(self, chance: random.Random) -> None:
        self.left = self._length = chance.randint(2, 12)
        self._people = chance.sample(_PEOPLE, 3)
        self._things = chance.sample(_THINGS, 2)

    def say(self, chance: random.Random) -> tuple[str, str]:
        texts = _OPENINGS if self.left == self._length else _ANSWERS
        self.left -= 1
        author, other = chance.sample(self._people, 2)
        return author, chance.choice(texts).format(*self._things, other)


def _words(messages: list[Message]) -> list[list[str]]:
    return [content(m.text) for m in messages]


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
