"""Whenever a process that sends is killed: nobody is told twice, and nothing is lost without a trace."""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

from core.action_items.items import Items
from core.answering.question import Question
from core.models import Person
from storage.sqlite import session
from tests.core.action_items.room import ANA, GENERAL, MONDAY, PLACE, given, said, task
from tests.core.action_items.sender import main, tools
from tests.storage.killed import killed_after

PEOPLE = [Person(f"P{n}", f"P{n}") for n in range(40)]
KILLS = 6
SCRIPT = "import runpy; runpy.run_module('tests.core.action_items.sender', run_name='__main__')"


async def test_what_was_claimed_by_a_process_that_was_killed_is_never_sent_twice_and_comes_with_an_answer(
    tmp_path: Path,
) -> None:
    database, reached = tmp_path / "recap.sqlite3", tmp_path / "reached.txt"
    reached.touch()
    promised = said("1", "I'll order a box")
    many = given([promised], tuple(task(f"Order box number {n}", "1", owner=p) for n, p in enumerate(PEOPLE)))
    now = MONDAY + timedelta(hours=1)
    async with session.opened(database) as opened:
        await Items(tools(opened, now)).found(Question(ANA, GENERAL), many)
    seed = random.Random(7)
    for _ in range(KILLS):
        due = now + timedelta(minutes=5)
        await asyncio.to_thread(killed_after, seed.uniform(0.005, 0.05), SCRIPT, database, reached, due)
    killed = len(reached.read_text().splitlines())
    for minutes in (5, 30):  # after the claims of those who were killed have ended
        await main(database, reached, now + timedelta(minutes=minutes))
    told = Counter(reached.read_text().split()[1::2])
    async with session.opened(database) as opened:
        items = Items(tools(opened, now))
        unsent = {person.id for person in PEOPLE if await items.unsent(*PLACE, person)}
    print(f"{KILLS} kills after {killed} messages: {len(told)} told, {len(unsent)} with their next answer")
    assert set(told.values()) == {1}
    assert set(told) | unsent == {person.id for person in PEOPLE}
    assert len(unsent) <= KILLS
