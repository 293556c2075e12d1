"""Redacted messages as a model reads them: a JSON array, one item a line.

An item is `[number, author, text]`, with a fourth value where the message answers an earlier one among them that is
not the line before. Numbers count from 1 over the whole transcript; ids of a platform are nobody else's business.
Author 3 is `<PERSON_3>`. A string alone is the time from there on. Nothing that people write can end an item: it is
JSON.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from json.encoder import encode_basestring as _quoted

from core.models import Message, Transcript
from core.redaction.outgoing import Line, Outgoing
from core.routing import shortened

PAUSE = timedelta(hours=1)  # after so long a silence the time is told again
_AUTHOR = re.compile(r"<PERSON_(\d+)>")


class Numbered:
    """The lines of one transcript under their numbers."""

    def __init__(self, transcript: Transcript, outgoing: Outgoing) -> None:
        self.ids: tuple[str, ...] = tuple(line.message_id for line in outgoing.lines)
        self.number: Mapping[str, int] = {id: n for n, id in enumerate(self.ids, 1)}
        self.lines: Mapping[str, Line] = {line.message_id: line for line in outgoing.lines}
        self.messages: Mapping[str, Message] = {m.id: m for m in transcript if m.id in self.number}

    def numbers(self, ids: Iterable[str]) -> frozenset[int]:
        """Those of messages that may leave."""
        return frozenset(self.number[id] for id in ids if id in self.number)

    def text(self, ids: Iterable[str]) -> str:
        """The lines of some messages, in the order given, as far as they may leave."""
        return "[\n" + ",\n".join(self._items([id for id in ids if id in self.number])) + "\n]"

    def _items(self, ids: Sequence[str]) -> Iterator[str]:
        shown = frozenset(ids)
        last: datetime | None = None
        before: str | None = None
        for id in ids:
            sent = self.messages[id].sent_at
            if sent and (last is None or sent.date() != last.date() or sent - last > PAUSE):
                yield _quoted(f"{sent:%a %Y-%m-%d %H:%M}")
            yield self._item(id, before, shown)
            last, before = sent or last, id

    def _item(self, id: str, before: str | None, shown: Collection[str]) -> str:
        """One line behind the line `before`. What it answers is told where it is `shown`: else it would be cited.

        Quoted value by value: an encoder for each of thousands of lines takes longer than all else of a question.
        """
        line, message = self.lines[id], self.messages[id]
        found = _AUTHOR.fullmatch(line.author)
        author = found[1] if found else _quoted(line.author)
        item = f"[{self.number[id]},{author},{_quoted(shortened(line.text))}"
        answered = message.reply_to or message.thread_id
        if answered and answered not in (id, before) and answered in shown:
            item += f",{self.number[answered]}"
        return item + "]"
