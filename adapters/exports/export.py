"""What every reader of exports has in common: messages by channel, and a tally of everything that was in the files."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from adapters.exports.files import Files
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


class Tally:
    """Counts. All events of an export are either messages or skipped; an id that comes twice is skipped once."""

    def __init__(self) -> None:
        self.users = self.threads = self.replies = self.reactions = self.edited = self.files = 0
        self.channels: Counter[Channel] = Counter()
        self.skipped: Counter[str] = Counter()
        self._seen: defaultdict[str, dict[str, Extras | None]] = defaultdict(dict)

    @property
    def messages(self) -> int:
        return self.channels.total()

    def message(self, channel: Channel, message: Message, *, files: int | None = None) -> bool:
        """Counts a message; False where it is already known in this or a later version, and is to be passed over.

        Errors: `TypeError` where the export had something else in the place of a text.
        """
        _check(message)
        seen = self._seen[channel.id]
        reactions = sum(r.count for r in message.reactions) if message.reactions else 0
        attached = len(message.files) if files is None else files
        extras = (message.edited_at, reactions, attached) if message.edited_at or reactions or attached else _PLAIN
        if message.id in seen:
            self.skipped["duplicate"] += 1
            before = seen[message.id]
            if before is None or not _later(extras, before):
                return False
            self._extras(before, -1)
        else:
            self.channels[channel] += 1
        seen[message.id] = extras
        if extras is not _PLAIN:
            self._extras(extras, 1)
        return True

    def skip(self, channel: Channel, id: str, reason: str) -> None:
        """Counts an event that is nobody's words."""
        seen = self._seen[channel.id]
        self.skipped["duplicate" if id in seen else reason] += 1
        seen.setdefault(id, None)

    def known(self, channel: Channel, id: str) -> bool:
        return id in self._seen[channel.id]

    def _extras(self, extras: Extras, sign: int) -> None:
        edited, reactions, files = extras
        self.edited += sign * (edited is not None)
        self.reactions += sign * reactions
        self.files += sign * files


def _check(message: Message) -> None:
    author = message.author
    for needed in (message.id, message.text, author.id, author.name):
        if type(needed) is not str:
            raise TypeError
    for optional in (message.thread_id, message.reply_to, message.permalink):
        if optional is not None and type(optional) is not str:
            raise TypeError


def _later(now: Extras, before: Extras) -> bool:
    """The version edited last wins; of two versions never edited, or edited at the same moment, the later copy."""
    if now[0] is None or before[0] is None:
        return before[0] is None
    return now[0] >= before[0]
