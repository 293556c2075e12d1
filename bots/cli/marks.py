"""The small marks behind a statement that say where it comes from: "(Ana Mon 09:14, 09:16, Ben Tue 10:02)"."""

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from itertools import groupby

from rich.style import Style
from rich.text import Text

from bots.cli.inert import inert
from core.models import Message, Transcript
from core.replies import times
from core.replies.lines import number

NAMED_MAX = 4  # people of a conversation
SHOWN_MAX = 6  # a statement of many sources must not drown in them
_LINK = re.compile(r"https?://[!-~]+")
_WEEK_DAYS = 7
_QUIET = Style(dim=True)


class Marks:
    """Who said it and when, for the messages of one transcript, in one time zone (None: the machine's own)."""

    def __init__(self, transcript: Transcript, zone: tzinfo | None) -> None:
        self._zone = zone
        self._messages = {m.id: m for m in transcript}
        self._places = {id: place for place, id in enumerate(self._messages)}
        self._days = {self.local(m.sent_at).date() for m in transcript if m.sent_at}

    def local(self, time: datetime) -> datetime:
        return time.astimezone(self._zone)

    def place(self, id: str) -> int:
        """Where in the transcript a message stands, to put statements in order of time."""
        return self._places.get(id, len(self._places))

    def of(self, sources: Iterable[str]) -> Text:
        """The marks of these ids in brackets, in order of time, each a link where the platform gave one."""
        known = [self._messages[s] for s in sorted(set(sources), key=self.place) if s in self._messages]
        marks = []
        for _, run in groupby(known[:SHOWN_MAX], key=lambda m: m.author.id):
            marks += self._of_one_author(list(run))
        if len(known) > SHOWN_MAX:
            marks.append(Text(f"{len(known) - SHOWN_MAX} more", _QUIET))
        return Text.assemble(" ", ("(", _QUIET), Text(", ", _QUIET).join(marks), (")", _QUIET))

    def conversation(self, ids: Iterable[str]) -> Text:
        """Who took part, from when until when, in how many messages: "   Ana, Ben, 09:14 to 10:02, 7 messages"."""
        said = [self._messages[x] for x in ids]
        names = list(dict.fromkeys(inert(m.author.name) for m in said))
        if len(names) > NAMED_MAX:
            names[NAMED_MAX - 1 :] = [f"{len(names) - NAMED_MAX + 1} others"]
        sent = [self.local(m.sent_at) for m in said if m.sent_at]
        if sent:
            first, last = min(sent), max(sent)
            begin, end = self._moment(first, None), self._moment(last, first.date())
            names.append(begin if begin == end else f"{begin} to {end}")
        return Text(f"   {', '.join((*names, number(len(said), 'message')))}", _QUIET)

    def day(self, day: date) -> str:
        """A day as short as the transcript allows: "Thu 5 Mar", with the year where that is another."""
        years = {d.year for d in self._days}
        return times.day(day, years.pop() if len(years) == 1 else None)

    def _of_one_author(self, run: list[Message]) -> list[Text]:
        """Name and day stand once: "Ana Mon 09:14", "09:16"."""
        marks, said = [], None
        for message in run:
            name = f"{inert(message.author.name)} " if message is run[0] else ""
            time = self.local(message.sent_at) if message.sent_at else None
            moment = self._moment(time, said) if time else f"#{inert(message.id)}"
            marks.append(Text(name + moment, _style(message)))
            said = time and time.date()
        return marks

    def _moment(self, time: datetime, said: date | None) -> str:
        """The time, with its day where the transcript has several and the mark before it does not say it."""
        if len(self._days) <= 1 or time.date() == said:
            return f"{time:%H:%M}"
        near = (max(self._days) - min(self._days)).days < _WEEK_DAYS
        return f"{time:%a %H:%M}" if near else f"{self.day(time.date())} {time:%H:%M}"


def _style(message: Message) -> Style:
    link = message.permalink or ""
    return _QUIET + Style(link=link) if _LINK.fullmatch(link) else _QUIET
