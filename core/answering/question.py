"""What a person asks, and what they are given."""

from dataclasses import dataclass, replace

from core.models import Channel, Person, Transcript
from core.ports import Priority, Window
from core.summary import Summary, SummaryRequest

SHORTER_BY = 0.5
WORDS_USUAL = 120
WORDS_LEAST = 30


@dataclass(frozen=True, slots=True)
class Question:
    """Which messages of a channel, and how to answer. All that is given narrows: window, thread, author, range, newest.

    `thread_id` is the id of a thread's root; `first` and `last` are ids, both included; `newest` keeps only so many of
    the newest. `patience` and `fresh` are as in `core.asking.asked`.
    """

    requester: Person
    channel: Channel
    window: Window = Window()
    thread_id: str | None = None
    author: str | None = None
    first: str | None = None
    last: str | None = None
    newest: int | None = None
    request: SummaryRequest = SummaryRequest()
    patience: float = 0.0
    fresh: bool = False
    priority: Priority = Priority.WAITED_FOR

    @property
    def likely_again(self) -> bool:
        """Whether the same messages will probably be asked about again soon: who has read a thread asks on."""
        return self.thread_id is not None and self.priority is Priority.WAITED_FOR


@dataclass(frozen=True, slots=True)
class Given:
    """`id` is that of the result: feedback goes to it. `cost` is in US dollars; `cached`: no model was asked anew."""

    id: str
    summary: Summary
    transcript: Transcript
    cost: float = 0.0
    cached: bool = False


def shorter(question: Question) -> Question:
    """Half as long as it was asked for, or as what an answer without a word about it has."""
    before = question.request
    words = max(WORDS_LEAST, round((before.max_words or WORDS_USUAL) * SHORTER_BY))
    return replace(question, request=replace(before, max_words=words))
