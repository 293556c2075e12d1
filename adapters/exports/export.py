"""What every reader of exports has in common: messages by channel, and a tally of everything that was in the files."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from adapters.exports.files import Files
from core.errors import InputError
from core.models import Channel, Message

Extras = tuple[datetime | None, int, int]  # edited at, reactions, files
_PLAIN: Extras = (None, 0, 0)


class Export(ABC):
    """An export that is read lazily and once. When `messages` has ended, `tally` has counted every event in it."""

    platform: ClassVar[str]

    def __init__(self, files: Files, workspace: str | None) -> None:
        self.files = files
        self.workspace = workspace  # given by the admin; else each reader derives one from the export
        self.tally = Tally()

    @abstractmethod
    def messages(self) -> Iterator[tuple[Channel, Message]]:
        """Every message with its channel, one channel's messages mostly together, each message once.

        Only where an id comes again with a later edit the message comes again too. Errors: `InputError`.
        """

    def read(
        self,
        name: str,
        events: Iterable[Any],
        place: Callable[[Any], Channel],
        read: Callable[[Channel, Any], Message | None],
    ) -> Iterator[tuple[Channel, Message]]:
        """The messages of a file's events, where they were sent; `read` has None for one that is passed over.

        Errors: `InputError` with the number of the event that is not as its platform writes them.
        """
        for number, event in enumerate(events, 1):
            try:
                channel = place(event)
                message = read(channel, event)
            except (LookupError, AttributeError, TypeError, ValueError, OverflowError):
                where = f"{self.files.where(name)}, message {number}"
                raise InputError(where, f"not as {self.platform.title()} writes them") from None
            if message:
                yield channel, message


class Tally:
    """Counts. All events of an export are either messages or skipped; an id that comes twice is skipped once."""

    def __init__(self) -> None:
        self.users = self.threads = self.replies = self.reactions = self.edited = self.files = 0
        self.skipped: Counter[str] = Counter()
        self._channels: dict[str, Channel] = {}
        self._seen: dict[str, dict[str, Extras | None]] = {}  # by channel and message; None where it was skipped

    @property
    def channels(self) -> dict[Channel, int]:
        """How many messages each channel has, those without any left out."""
        counts = {id: sum(extras is not None for extras in seen.values()) for id, seen in self._seen.items()}
        return {self._channels[id]: count for id, count in counts.items() if count}

    @property
    def messages(self) -> int:
        return sum(self.channels.values())

    def message(self, channel: Channel, message: Message, *, files: int | None = None) -> bool:
        """Counts a message; False where it is already known in this or a later version, and is to be passed over.

        Errors: `TypeError` where the export has something else in the place of a text, `UnicodeEncodeError` (a
        `ValueError`) where an id has half a character.
        """
        _check(message)
        seen = self._in(channel)
        extras = _PLAIN
        if message.reactions or message.files or message.edited_at or files:
            reactions = sum(r.count for r in message.reactions)
            extras = (message.edited_at, reactions, len(message.files) if files is None else files)
            self._extras(extras, 1)
        if message.id in seen:
            self.skipped["duplicate"] += 1
            before = seen[message.id]
            if before is None or not _later(extras, before):
                self._extras(extras, -1)
                return False
            self._extras(before, -1)
        seen[message.id] = extras
        return True

    def skip(self, channel: Channel, id: str, reason: str) -> None:
        """Counts an event that is nobody's words."""
        seen = self._in(channel)
        self.skipped["duplicate" if id in seen else reason] += 1
        seen.setdefault(id, None)

    def known(self, channel: Channel, id: str) -> bool:
        return id in self._in(channel)

    def _in(self, channel: Channel) -> dict[str, Extras | None]:
        seen = self._seen.get(channel.id)
        if seen is None:
            self._channels[channel.id] = channel
            seen = self._seen[channel.id] = {}
        return seen

    def _extras(self, extras: Extras, sign: int) -> None:
        edited, reactions, files = extras
        self.edited += sign * (edited is not None)
        self.reactions += sign * reactions
        self.files += sign * files


def _check(message: Message) -> None:
    """JSON may have anything in the place of an id; joining finds what is no text faster than asking each."""
    author = message.author
    ids = "".join((message.id, author.id, author.name, message.thread_id or "", message.reply_to or ""))
    if type(message.text) is not str or not (message.permalink is None or type(message.permalink) is str):
        raise TypeError
    if not ids.isascii():
        ids.encode()


def _later(now: Extras, before: Extras) -> bool:
    """The version edited last wins; of two versions never edited, or edited at the same moment, the later copy."""
    if now[0] is None or before[0] is None:
        return before[0] is None
    return now[0] >= before[0]
