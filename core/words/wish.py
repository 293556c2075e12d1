"""What somebody asks for in words, on any platform."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from core.ports.messages import Window
from core.summary import SummaryRequest

AT_MOST = timedelta(days=1)  # of a channel, where no time is named


@dataclass(frozen=True, slots=True)
class InChannel:
    """A channel that is named: by its id, else only by its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person who is named: by their id, else only by their name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MessageAt:
    """A message that is linked; `thread_id` where the link tells it."""

    channel_id: str
    id: str
    thread_id: str | None = None


# What a platform marks in a text: its adapter takes these out before the words are read.
Reference = InChannel | Named | MessageAt


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything is as `read` found it; what was not said is None, empty or False.

    `messages`: one names its thread, two a stretch from one to the other. `since` is what the window begins with
    where that is known only to the store: when the person was last active, or last asked here. `mine`: first what
    mentions the person.
    """

    help: bool = False
    channel: InChannel | None = None
    author: Named | None = None
    window: Window | None = None
    since: Literal["active", "asked"] | None = None
    newest: int | None = None
    messages: tuple[MessageAt, ...] = ()
    mine: bool = False
    request: SummaryRequest = SummaryRequest()

    @property
    def places(self) -> bool:
        """Whether a stretch is named by other than times."""
        return bool(self.newest or self.messages)


def window(wish: Wish, now: datetime, active: datetime | None, asked: datetime | None) -> Window:
    """The window meant in a channel. `active` and `asked` are when the person last was and did, None where unknown.

    Without words it reaches back to when they were last active, at most a day.
    """
    if wish.window:
        return wish.window
    if wish.places:
        return Window()
    if wish.since == "asked" and asked:
        return Window(since=asked)
    return Window(since=max(active or now - AT_MOST, now - AT_MOST))
