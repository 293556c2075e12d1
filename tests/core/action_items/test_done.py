"""A message that says an item is done closes it, measured on messages written before the detector, and on others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.action_items.closing import closed, saying_done
from core.action_items.done import says_done
from core.action_items.item import Item
from core.action_items.kept import Kept
from core.models import Message, Person
from tests.core.action_items.room import GENERAL, at, said
from tests.core.told import Told, lines

HERE = Path(__file__).parent
FILES = ("done.txt", "done_unseen.txt", "done_languages.txt", "done_languages_unseen.txt")
# Thread and what is replied to, by the words of the files.
PLACES = {"thread": ("1", None), "reply": ("1", "1"), "quote": (None, "1"), "channel": (None, None)}


def cases(file: str) -> Iterator[tuple[bool, Kept, Message, str]]:
    """Whether it closes, the item, the message, and both as they are written."""
    for kind, *rest in lines(HERE / file):
        if kind == "item":
            owner = None if rest[0] == "-" else Person(rest[0], rest[0])
            kept = Kept(Item("i", GENERAL, rest[1], ("1",), at(1), owner=owner, thread_id="1"))
        else:
            who, where, text = rest
            thread, reply = {"thread": ("1", None), "reply": ("1", "1"), "channel": (None, None), "quote": (None, "1")}[
                where
            ]
            message = said("2", text, Person(who, who), thread, reply)
            yield kind == "closes", kept, message, f"{kept.item.text}: {kind} | {' | '.join(rest)}"


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_closed_that_is_not_done_and_little_is_missed(file: str) -> None:
    told = Told([(truth, not closed([kept], [message])[0].open, line) for truth, kept, message, line in cases(file)])
    print(f"done, {file}: {told}")
    assert told.precision == 1, told.wrong
    assert told.recall >= 0.85, told.wrong


@pytest.mark.parametrize("file", ["done.txt", "done_unseen.txt"])
def test_among_many_messages_none_that_says_done_is_passed_over(file: str) -> None:
    messages = [message for _, _, message, _ in cases(file)]
    assert saying_done(messages) == [m for m in messages if says_done(m.text)] != []
