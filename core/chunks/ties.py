"""What stays together: a message and the one that it answers, and a code block that runs over several messages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from core.models import Message

REACH = 10  # messages: an answer that comes later than this binds nothing
_FENCE = "```"


def ties(messages: Sequence[Message], links: Iterable[tuple[str, str]] = ()) -> list[int]:
    """For each place between two messages (n - 1 of them) how many pairs and code blocks a cut there would tear.

    `links` are ids of a message and of the one that it answers. Every number depends on `REACH` messages either side.
    """
    starts = [0] * (len(messages) + 1)
    for first, last in (*_pairs(messages, dict(links)), *_code_blocks(messages)):
        starts[first] += 1
        starts[last] -= 1
    return list(accumulate(starts))[: max(0, len(messages) - 1)]


def _pairs(messages: Sequence[Message], links: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    places: dict[str, int] = {}
    for place, message in enumerate(messages):
        places.setdefault(message.id, place)
    for place, message in enumerate(messages):
        parent, reach = _answered(message, links)
        other = places.get(parent, place)
        if 0 < abs(place - other) <= reach:
            yield min(place, other), max(place, other)


def _answered(message: Message, links: Mapping[str, str]) -> tuple[str, int]:
    """Whom it answers, and how far that binds. A thread's root is answered by all of it: only the next one is tied."""
    if message.reply_to is not None:
        return message.reply_to, REACH
    parent = links.get(message.id, message.thread_id or message.id)
    return parent, 1 if parent == message.thread_id else REACH


def _code_blocks(messages: Sequence[Message]) -> Iterator[tuple[int, int]]:
    """From the message that opens a block to the one that closes it; one left open for too long is none."""
    opened: int | None = None
    for place, message in enumerate(messages):
        if opened is not None and place - opened > REACH:
            opened = None
        if message.text.count(_FENCE) % 2:
            if opened is not None:
                yield opened, place
            opened = place if opened is None else None
