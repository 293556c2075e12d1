"""What a button remembers: the question again, and the answer it stands under. Nobody's right to read is in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.slack.buttons import VALUE_MAX_CHARS
from core.answering import Question
from core.models import Channel, Person
from core.ports import Window
from core.summary import SummaryRequest

FOCUS_MAX_CHARS = 300
_BEFORE = 5  # where `Carried.before` stands among the values


@dataclass(frozen=True, slots=True)
class Carried:
    """`result` is the answer's id, `before` are the messages (ts) that go before the one with the buttons."""

    question: Question
    result: str = ""
    before: tuple[str, ...] = ()
    thread: str = ""

    def packed(self) -> str:
        """Errors: none; a focus that is too long for a button is cut."""
        for focus_max in (FOCUS_MAX_CHARS, 60, 0):
            text = json.dumps(self._values(focus_max), ensure_ascii=False, separators=(",", ":"))
            if len(text) <= VALUE_MAX_CHARS:
                break
        return text

    def _values(self, focus_max: int) -> list[object]:
        q = self.question
        window = [moment and moment.isoformat() for moment in (q.window.since, q.window.until)]
        focus = (q.request.focus or "")[:focus_max] or None
        request = [q.request.max_words, focus, q.request.language]
        where = [q.channel.id, q.channel.name[:80]]
        which = [q.thread_id, q.author and q.author[:80], q.first, q.last, q.newest]
        return [where, window, which, request, self.result, list(self.before), self.thread]


def moved(value: str, before: Sequence[str]) -> str:
    """The same under an answer before whose last message others go now."""
    values = json.loads(value)
    values[_BEFORE] = list(before)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(value: str, workspace: str, requester: Person) -> Carried:
    """For whoever pressed it. Errors: `ValueError` and its kin where it is not what `packed` wrote."""
    where, window, which, request, result, before, thread = json.loads(value)
    since, until = (moment and datetime.fromisoformat(moment) for moment in window)
    asked = Question(requester, Channel("slack", workspace, *where), Window(since, until))
    thread_id, author, first, last, newest = which
    asked = replace(asked, thread_id=thread_id, author=author, first=first, last=last, newest=newest)
    return Carried(replace(asked, request=SummaryRequest(*request)), result, tuple(before), thread)
