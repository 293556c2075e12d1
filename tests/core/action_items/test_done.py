"""A message that says an item is done closes it, measured on messages that were written before the detector."""

from pathlib import Path

from core.action_items.closing import closed
from core.action_items.item import Item
from core.action_items.kept import Kept
from core.models import Message, Person
from tests.core.action_items.room import GENERAL, at, said

LINES = Path(__file__).with_name("done.txt").read_text(encoding="utf-8").splitlines()


def cases() -> list[tuple[bool, Kept, Message, str]]:
    """Whether it closes, the item, the message, and both as they are written."""
    out = []
    for line in LINES:
        kind, *rest = (part.strip() for part in line.split(" | "))
        if kind == "item":
            owner = None if rest[0] == "-" else Person(rest[0], rest[0])
            kept = Kept(Item("i", GENERAL, rest[1], ("1",), at(1), owner=owner, thread_id="1"))
        elif kind in ("closes", "stays"):
            thread, reply = ("1", "1") if rest[1] == "reply" else ("1" if rest[1] == "thread" else None, None)
            message = said("2", rest[2], Person(rest[0], rest[0]), thread, reply)
            out.append((kind == "closes", kept, message, f"{kept.item.text}: {line}"))
    return out


def measured() -> tuple[float, float, list[str]]:
    """Precision and recall of closing, and what is told wrong."""
    found = [(truth, not closed([kept], [message])[0].open, line) for truth, kept, message, line in cases()]
    right = sum(truth and told for truth, told, _ in found)
    told, true = sum(told for _, told, _ in found), sum(truth for truth, _, _ in found)
    return right / told, right / true, [line for truth, told, line in found if truth != told]


def test_hardly_anything_is_closed_that_is_not_done() -> None:
    precision, recall, wrong = measured()
    print(f"done: precision {precision:.3f}, recall {recall:.3f} of {len(cases())} messages")
    assert precision >= 0.97, wrong
    assert recall >= 0.8, wrong
