"""Made-up chat as a channel has it: several people, threads, some sixty characters a message."""

import random
from datetime import datetime, timedelta

from core.models import Message, Person

PEOPLE = tuple(
    Person(f"U{n:02}", name)
    for n, name in enumerate(
        ("Ana Lima", "Ben Okafor", "Caro Weiss", "Dan Ito", "Eva Novak", "Finn Berg", "Gul Demir", "Hugo Sala"), 1
    )
)
_THINGS = "build server invoice login report backup printer export ticket newsletter database certificate".split()
_SAID = (
    "does anybody know why the {0} of the {1} fails again since this morning?",
    "I looked at the {0}, it is the {1} that fills up after {2} rows",
    "let's move the {0} to the new {1} on Thursday, everybody fine with that?",
    "I will check the {0} and write down what the {1} needs by Friday",
    "thanks!",
    "the {0} works again, {2} of {3} tests are green now",
    "who takes the {0} for the {1} this week? I am out on Tuesday",
    "yes, and please tell support that the {1} stays slow until then",
    "we agreed to keep the {0} as it is until the {1} has been replaced",
    "ok, {2} it is",
)
_THREAD = 0.4  # of messages answer in a thread
_OPEN = 12  # the latest messages of which one is answered


def chat(count: int, start: datetime, seconds: float = 40, first: int = 0) -> list[Message]:
    """The same for the same arguments; ids count from `first`, messages come about so many seconds apart."""
    chance = random.Random(f"{count} {first}")
    out: list[Message] = []
    at = start
    for number in range(first, first + count):
        at += timedelta(seconds=chance.expovariate(1 / seconds))
        root = None
        if out and chance.random() < _THREAD:
            earlier = chance.choice(out[-_OPEN:])
            root = earlier.thread_id or earlier.id
        text = chance.choice(_SAID).format(
            *chance.sample(_THINGS, 2), chance.randrange(2, 90), chance.randrange(90, 99)
        )
        out.append(Message(f"m{number:06}", chance.choice(PEOPLE), text, at, root))
    return out
