"""What a button remembers: the question again, and the answer it stands under. Nobody's right to read is in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.answering import Question
from core.answering.packed import packed
from core.answering.packed import unpacked as question_of
from core.models import Person

_WHICH, _THREAD = 2, 0  # where `packed` has the thread that was asked about


@dataclass(frozen=True, slots=True)
class Carried:
    """`result` is the answer's id, `before` are the messages (ids) that go before the one with the buttons."""

    question: Question
    result: str = ""
    before: tuple[str, ...] = ()

    def packed(self) -> str:
        values = [*packed(self.question), self.question.channel.workspace, self.result, list(self.before)]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def moved(value: str, before: Sequence[str]) -> str:
    """The same under an answer before whose last message others go now."""
    *values, _ = json.loads(value)
    return json.dumps([*values, list(before)], ensure_ascii=False, separators=(",", ":"))


def unpacked(value: str, requester: Person) -> Carried:
    """For whoever pressed it. Errors: `ValueError` and its kin where it is not what `packed` wrote."""
    *asked, workspace, result, before = json.loads(value)
    return Carried(question_of(asked, "teams", workspace, requester), result, tuple(before))


def thread_of(value: str) -> str | None:
    """The thread that was asked about."""
    thread: str | None = json.loads(value)[_WHICH][_THREAD] if value else None
    return thread
