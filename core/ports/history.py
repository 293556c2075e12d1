"""What gives the messages that a platform remembers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.models import Channel, Message
from core.ports.messages import Window


@dataclass(frozen=True, slots=True)
class Page:
    """Some messages. With those of earlier pages they are all from `since` on; None on the last page.

    `threads` are roots (ids) with replies that are not among them: a thread is asked for by itself. `others` are there
    too (ids), and are nobody's words.
    """

    messages: tuple[Message, ...]
    since: datetime | None
    threads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class History(Protocol):
    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        """Pages of a channel, the newest first, or of one of its threads, in any order.

        Errors: `LimitError` where the platform says to wait: the same iterator goes on where it was when it is asked
        again after that time. `OperatorError` and `RequestError` with what to do, where the platform gives nothing.
        """
        ...
