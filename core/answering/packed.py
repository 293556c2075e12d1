"""A question as text that a button, or a table of them, can keep. Nobody's right to read is in it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.answering.question import Question
from core.models import Channel, Person
from core.ports import Window
from core.summary import SummaryRequest

FOCUS_MAX_CHARS = 300
NAME_MAX_CHARS = 80


def packed(question: Question, focus_max: int = FOCUS_MAX_CHARS) -> list[object]:
    """Four values of JSON; a focus of more characters is cut."""
    q = question
    window = [moment and moment.isoformat() for moment in (q.window.since, q.window.until)]
    focus = (q.request.focus or "")[:focus_max] or None
    request = [q.request.max_words, focus, q.request.language]
    where = [q.channel.id, q.channel.name[:NAME_MAX_CHARS]]
    which = [q.thread_id, q.author and q.author[:NAME_MAX_CHARS], q.first, q.last, q.newest]
    return [where, window, which, request]


def unpacked(values: list[Any], platform: str, workspace: str, requester: Person) -> Question:
    """For whoever asks with it. Errors: `ValueError` and its kin where it is not what `packed` gave."""
    where, (since, until), which, request = values
    window = Window(_moment(since), _moment(until))
    asked = Question(requester, Channel(platform, workspace, *where), window)
    thread_id, author, first, last, newest = which
    asked = replace(asked, thread_id=thread_id, author=author, first=first, last=last, newest=newest)
    return replace(asked, request=SummaryRequest(*request))


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None
