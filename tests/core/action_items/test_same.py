"""One task said twice is told from two tasks, measured on pairs that were written before the matcher, and on others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.action_items.same import Task, likeness
from core.action_items.tongues import tongue
from core.models import Person
from tests.core.told import Told, lines

HERE = Path(__file__).parent
FILES = ("pairs.txt", "pairs_unseen.txt", "pairs_languages.txt")


def pairs(file: str) -> Iterator[tuple[bool, Task, Task, str]]:
    for columns in lines(HERE / file):
        truth, *sides = columns
        yield truth == "same", _task(*sides[:3]), _task(*sides[3:]), " | ".join(columns)


def _task(owner: str, sources: str, text: str) -> Task:
    person = None if owner == "-" else Person(f"U{owner}", owner)
    return replace(Task.of(text, person, tuple(sources.split(","))), tongue=tongue(text))


@pytest.mark.parametrize("file", FILES)
def test_two_tasks_are_hardly_ever_taken_for_one_and_one_rarely_for_two(file: str) -> None:
    told = Told([(truth, likeness(a, b) > 0, line) for truth, a, b, line in pairs(file)])
    print(f"the same task, {file}: {told}")
    assert told.precision >= 0.94, told.wrong
    assert told.recall >= 0.94, told.wrong


@pytest.mark.parametrize("file", FILES)
def test_the_order_does_not_matter(file: str) -> None:
    for _, a, b, line in pairs(file):
        assert likeness(a, b) == likeness(b, a), line
