"""Conversations of a channel whose messages are still arriving, some of them late, edited or deleted."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from core.conversations.conversation import Conversation
from core.conversations.joining import join
from core.conversations.platform import in_channel, named, parent
from core.conversations.reading import LOOK_BACK, Read, Reader
from core.models import Message

Place = tuple[datetime, int]  # when it was sent, and the how-manieth arrival it was
_STALE = -1
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Conversations:
    """The same result as `untangle` on all messages in the order of sending, whatever the order of arrival.

    Messages of the same time keep the order of arrival; one without a time stands behind what had arrived before it.
    What is added at the end costs one reading each. A message that comes late, an edit or a deletion costs reading on
    from its place, until as many messages in a row as the reader remembers come out as they were.
    """

    def __init__(self, look_back: int = LOOK_BACK) -> None:
        self._look_back = look_back
        self._places: list[Place] = []  # sorted
        self._ids: list[str] = []  # in the same order
        self._messages: dict[str, Message] = {}
        self._place_of: dict[str, Place] = {}
        self._naming: defaultdict[str, set[str]] = defaultdict(set)  # by the id that they name as their parent
        self._read: dict[str, Read] = {}
        self._unread: set[Place] = set()
        self._arrivals = 0
        self._reader = Reader(look_back)
        self._reader_at = 0  # where the reader stands, `_STALE` after a change in what it has read

    def add(self, messages: Iterable[Message]) -> None:
        """Takes new messages, and edited ones in the place of those that they replace."""
        for message in messages:
            place = self._remove(message.id)
            if place is None or (message.sent_at or place[0]) != place[0]:
                place = self._new_place(message)
            self._insert(message, place)

    def delete(self, ids: Iterable[str]) -> None:
        """Forgets messages; those that are not known are passed over. Their answers stay together."""
        for id in ids:
            self._remove(id)

    def conversations(self) -> tuple[Conversation, ...]:
        """All conversations, in the order of their first messages."""
        self._read_on()
        messages = [self._messages[x] for x in self._ids]
        return join(messages, {m.id: self._given(m) or self._read[m.id].parent for m in messages})

    def _new_place(self, message: Message) -> Place:
        self._arrivals += 1
        last = self._places[-1][0] if self._places else _BEFORE_ALL
        return message.sent_at or last, self._arrivals

    def _insert(self, message: Message, place: Place) -> None:
        at = bisect_left(self._places, place)
        if at < self._reader_at:
            self._reader_at = _STALE
        self._places.insert(at, place)
        self._ids.insert(at, message.id)
        self._messages[message.id] = message
        self._place_of[message.id] = place
        for name in named(message):
            self._naming[name].add(message.id)
        self._to_read(message)

    def _remove(self, id: str) -> Place | None:
        """Takes a message out; returns its place, None where it is not known."""
        message = self._messages.get(id)
        if message is None:
            return None
        self._to_read(message)
        place = self._place_of.pop(id)
        at = bisect_left(self._places, place)
        del self._places[at], self._ids[at], self._messages[id]
        self._reader_at = _STALE
        self._read.pop(id, None)
        for name in named(message):
            self._naming[name].discard(id)
        return place

    def _to_read(self, message: Message) -> None:
        """Marks the places whose links may change with this message: its own, its root's, its answers'."""
        if in_channel(message):
            self._unread.add(self._place_of[message.id])
        for id in {*named(message), *self._naming[message.id]} & self._place_of.keys():
            self._unread.add(self._place_of[id])

    def _given(self, message: Message) -> str | None:
        is_root = any(self._messages[x].thread_id == message.id for x in self._naming.get(message.id, ()))
        return parent(message, self._messages, {message.id} if is_root else ())

    def _read_on(self) -> None:
        """Reads what is unread, and behind it until all that the reader remembers came out as before."""
        unread = sorted({bisect_left(self._places, x) for x in self._unread}, reverse=True)
        self._unread.clear()
        while unread:
            at = unread.pop()
            reader = self._reader if at == self._reader_at else self._reader_before(at)
            unchanged = 0
            while at < len(self._ids) and unchanged < reader.memory:
                same = self._read_one(reader, self._messages[self._ids[at]])
                if unread and unread[-1] == at:
                    unread.pop()
                    unchanged = 0
                elif same is not None:
                    unchanged = unchanged + 1 if same else 0
                at += 1
            if at == len(self._ids):
                self._reader, self._reader_at = reader, at

    def _read_one(self, reader: Reader, message: Message) -> bool | None:
        """Whether the message came out as before; None where the reader does not see it, inside a thread."""
        if not in_channel(message):
            return None
        read = reader.read(message, self._given(message))
        before, self._read[message.id] = self._read.get(message.id), read
        return before == read

    def _reader_before(self, at: int) -> Reader:
        """A reader that has just read what stands before this place."""
        reader = Reader(self._look_back)
        seen: list[Message] = []
        while at and len(seen) < reader.memory:
            at -= 1
            message = self._messages[self._ids[at]]
            if in_channel(message):
                seen.append(message)
        for message in reversed(seen):
            reader.again(message, self._read[message.id])
        return reader
