"""Processes that are killed while they tell people of action items, and whom they reached in the end."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.action_items.items import Items
from core.answering.question import Question
from core.models import Person
from storage.sqlite import session
from tests.core.action_items.room import ANA, GENERAL, MONDAY, PLACE, given, said, task
from tests.core.action_items.sender import tick, tools
from tests.storage.killed import killed_after

PEOPLE_A_KILL = 7  # about so many are told before one comes
PEOPLE_A_CHANNEL = 40
LEASE = timedelta(minutes=5)
SCRIPT = "import runpy; runpy.run_module('tests.core.action_items.sender', run_name='__main__')"


@dataclass(frozen=True)
class Seen:
    """How many were to be told, how often each was (ids), before the last kill and in all, and who hears it later."""

    expected: int
    before: int
    told: Counter[str]
    unsent: frozenset[str]

    @property
    def lost(self) -> int:
        return self.expected - len(self.unsent | set(self.told))

    @property
    def doubled(self) -> int:
        return self.told.total() - len(self.told)


async def killed(folder: Path, kills: int) -> Seen:
    """One process after the other is killed, then one goes on to the end."""
    database, reached = folder / "recap.sqlite3", folder / "reached.txt"
    reached.touch()
    people = [Person(f"P{n}", f"P{n}") for n in range(kills * PEOPLE_A_KILL)]
    now = MONDAY + timedelta(hours=1)
    async with session.opened(database) as opened:
        await _found(Items(tools(opened, now)), people)
    seed = random.Random(7)
    for _ in range(kills):
        await asyncio.to_thread(killed_after, seed.uniform(0.005, 0.05), SCRIPT, database, reached, now + LEASE)
    before = len(_told(reached))
    for after in (LEASE, 6 * LEASE):  # when the claims of those who were killed have ended
        await _to_the_end(database, reached, now + after)
    async with session.opened(database) as opened:
        items = Items(tools(opened, now))
        unsent = frozenset([p.id for p in people if await items.unsent(*PLACE, p)])
    return Seen(len(people), before, Counter(_told(reached)), unsent)


async def _found(items: Items, people: list[Person]) -> None:
    """Something to do for each of them."""
    promised = said("1", "I'll order a box")
    for n in range(0, len(people), PEOPLE_A_CHANNEL):
        channel = replace(GENERAL, id=f"C{n}")
        some = people[n : n + PEOPLE_A_CHANNEL]
        many = tuple(task(f"Order box number {p.id[1:]}", "1", owner=p) for p in some)
        await items.found(Question(ANA, channel), given([promised], many, channel=channel))


async def _to_the_end(database: Path, reached: Path, now: datetime) -> None:
    told = -1
    async with session.opened(database) as opened:
        while told < len(_told(reached)):
            told = len(_told(reached))
            await tick(opened, reached, now)


def _told(reached: Path) -> list[str]:
    """Ids of people, one for each message."""
    return reached.read_text().split()[1::2]
