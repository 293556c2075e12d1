"""Arbitrary chats: any mix of platform threads, replies, missing parents, cycles, and times that may be missing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from core.models import Message, Person

_NAMES = ("ana", "ben_", "Caro Lind", "d")
_TEXTS = (
    "",
    "ana: yes",
    "does the printer work?",
    "@Caro Lind no, the printer is broken",
    "hi all",
    "thanks ben",
    "ok",
)
_START = datetime(2031, 3, 3, tzinfo=UTC)


@st.composite
def messages(draw: st.DrawFn, timed: str | None = None, max_size: int = 25) -> list[Message]:
    """Messages with different ids, in any order. `timed`: "all" at different times, "none", "same" or "some"."""
    size = draw(st.integers(0, max_size))
    ids = [str(i) for i in range(size)]
    timed = timed or draw(st.sampled_from(["all", "none", "same", "some"]))
    times = draw(st.lists(st.integers(0, 3000), min_size=size, max_size=size, unique=timed == "all"))
    if timed == "same":
        times = [0] * size
    return [draw(_message(i, ids, timed, at)) for i, at in zip(ids, times, strict=True)]


@st.composite
def _message(draw: st.DrawFn, id: str, ids: Sequence[str], timed: str, at: int) -> Message:
    name = draw(st.sampled_from(_NAMES))
    other = st.one_of(st.none(), st.none(), st.sampled_from([*ids, "gone", "lost"]))
    untimed = timed == "none" or (timed == "some" and draw(st.booleans()))
    return Message(
        id=id,
        author=Person(name, name),
        text=draw(st.sampled_from(_TEXTS)),
        sent_at=None if untimed else _START + timedelta(seconds=at),
        thread_id=draw(other),
        reply_to=draw(other),
    )
