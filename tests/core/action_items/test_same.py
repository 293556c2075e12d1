"""One task said twice is told from two tasks, measured on pairs that were written before the matcher."""

from pathlib import Path

import pytest

from core.action_items.same import Task, likeness
from core.models import Person

PAIRS = Path(__file__).with_name("pairs.txt")


def pairs() -> list[tuple[bool, Task, Task, str]]:
    out = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            truth, *sides = (part.strip() for part in line.split(" | "))
            out.append((truth == "same", _task(*sides[:3]), _task(*sides[3:]), line))
    return out


def _task(owner: str, sources: str, text: str) -> Task:
    person = None if owner == "-" else Person(f"U{owner}", owner)
    return Task.of(text, person, tuple(sources.split(",")))


def measured() -> tuple[float, float, list[str]]:
    """Precision and recall of "same", and the lines that are told wrong."""
    found = [(truth, likeness(a, b) > 0, line) for truth, a, b, line in pairs()]
    right = sum(truth and said for truth, said, _ in found)
    said_same, is_same = sum(said for _, said, _ in found), sum(truth for truth, _, _ in found)
    return right / said_same, right / is_same, [line for truth, said, line in found if truth != said]


def test_two_tasks_are_hardly_ever_taken_for_one_and_one_rarely_for_two() -> None:
    precision, recall, wrong = measured()
    print(f"the same task: precision {precision:.3f}, recall {recall:.3f} of {len(pairs())} pairs")
    assert precision >= 0.95, wrong
    assert recall >= 0.9, wrong


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair[3][:60])
def test_the_order_does_not_matter(pair: tuple[bool, Task, Task, str]) -> None:
    _, a, b, _ = pair
    assert likeness(a, b) == likeness(b, a)
