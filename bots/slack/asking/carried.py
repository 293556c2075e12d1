"""What a button remembers: the question again, and the answer it stands under. Nobody's right to read is in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.slack.buttons import VALUE_MAX_CHARS
from core.answering import Question
from core.answering.packed import FOCUS_MAX_CHARS, packed
from core.answering.packed import unpacked as question_of
from core.models import Person

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
        return [*packed(self.question, focus_max), self.result, list(self.before), self.thread]


def moved(value: str, before: Sequence[str]) -> str:
    """The same under an answer before whose last message others go now."""
    values = json.loads(value)
    values[_BEFORE] = list(before)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(value: str, workspace: str, requester: Person) -> Carried:
    """For whoever pressed it. Errors: `ValueError` and its kin where it is not what `packed` wrote."""
    *asked, result, before, thread = json.loads(value)
    return Carried(question_of(asked, "slack", workspace, requester), result, tuple(before), thread)
