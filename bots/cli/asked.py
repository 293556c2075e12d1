"""What `recap summarize` was asked for: the channel, thread, author and window that its options name."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import get_close_matches

from adapters import permalinks
from core.dates.when import parse_when
from core.errors import NotFound, RequestError
from core.models import Message
from core.ports import Window
from core.reading import by_author, of_thread, within

NAMES_SHOWN = 5


class Asked:
    """Narrows transcripts to what was asked for. What fits nowhere is an error in the end, not an empty answer."""

    def __init__(self, options: argparse.Namespace, now: datetime) -> None:
        """`now` is aware, in the time zone in which the options speak."""
        self.channel: str | None = options.channel and options.channel.removeprefix("#")
        self.workspace: str | None = options.workspace
        self.author: str | None = options.author
        self.window = window(options.since, options.until, now)
        self.thread = _place(options.thread) if options.thread else None
        self._channels: set[str] = set()  # the names met
        self._authors: set[str] = set()
        self._channel_met = self._thread_met = False

    def is_channel(self, id: str, name: str | None) -> bool:
        """Whether this channel is asked for, by its name or its id."""
        self._channels.add(name or id)
        fits = self.channel is None or self.channel.casefold() in (id.casefold(), (name or id).casefold())
        self._channel_met |= fits
        return fits

    def narrow(self, messages: Sequence[Message]) -> Sequence[Message] | None:
        """The messages asked for: none where the window is quiet, None where thread or author are not there."""
        if self.thread and not (messages := of_thread(messages, self.thread.message_id)):
            return None
        self._thread_met = True
        found = within(messages, self.window)
        if self.author is None:
            return found
        self._authors |= {m.author.name for m in found}
        return by_author(found, self.author) or None

    def nowhere(self) -> NotFound:
        """The error where nothing fitted, with the names that were met."""
        if self.channel and not self._channel_met:
            return NotFound(f'no channel "{self.channel}"; {there_are(self.channel, self._channels)}')
        if self.thread and not self._thread_met:
            return no_message(self.thread.message_id)
        nobody = there_are(self.author or "", self._authors) if self._authors else "nobody wrote there in that time"
        return NotFound(f'nothing by "{self.author}"; {nobody}')


def window(since: str | None, until: str | None, now: datetime) -> Window:
    """The window of two WHENs, as the admin's `now` understands them. Errors: `RequestError`."""
    found = Window(parse_when(since, now) if since else None, parse_when(until, now) if until else None)
    if found.since and found.until and found.since >= found.until:
        raise RequestError(f'--since "{since}" is not before --until "{until}"')
    return found


def no_message(id: str) -> NotFound:
    return NotFound(f'no message "{id}": a thread is named by the id of any of its messages')


def there_are(wanted: str, names: Iterable[str]) -> str:
    """The names that are close to the one wanted, else some of all, as the end of a sentence."""
    by_key = {name.casefold(): name for name in sorted(names)}
    if close := [by_key[key] for key in get_close_matches(wanted.casefold(), by_key, cutoff=0.5)]:
        return f"did you mean {' or '.join(close)}?"
    shown = list(by_key.values())
    more = f" and {len(shown) - NAMES_SHOWN} more" if len(shown) > NAMES_SHOWN else ""
    return f"there are {', '.join(shown[:NAMES_SHOWN])}{more}"


def _place(thread: str) -> permalinks.Place:
    return permalinks.parse(thread) if "://" in thread else permalinks.Place("", thread)
