"""How the time of a summary without a model grows with the conversation.

Printed beside the time of only finding the words of the same messages, taken in the same run.
"""

import random
import time
from collections.abc import Callable
from functools import partial

from core.models import Message, Person, Transcript
from core.offline import engine
from core.text.words import content

SIZES = (500, 5000)
_THINGS = [
    f"{a} {b}" for a in ("build", "server", "invoice", "login", "report") for b in ("test", "page", "job", "key")
]
_DOINGS = ("fails on", "moves to", "waits for", "replaces", "depends on", "blocks", "breaks after")


def run(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        transcript = conversation(size)
        summary = seconds(partial(engine.summarize, transcript))
        words = seconds(partial(finding_words, transcript))
        print(f"summary of {size} messages: {summary:.2f} s, {summary / words:.1f} times finding their words")


def finding_words(transcript: Transcript) -> list[list[str]]:
    return [content(m.text) for m in transcript]


def conversation(size: int) -> Transcript:
    """Made-up chat, the same for the same size."""
    chance = random.Random(size)
    said = (f"The {chance.choice(_THINGS)} {chance.choice(_DOINGS)} the {_thing(chance)}." for _ in range(size))
    people = [Person(str(i), f"Person {i}") for i in range(12)]
    return Transcript("bench", tuple(Message(str(i), chance.choice(people), text) for i, text in enumerate(said)))


def _thing(chance: random.Random) -> str:
    return f"{chance.choice(_THINGS)} of ticket {chance.randrange(2000)}"


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
