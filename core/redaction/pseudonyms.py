"""Placeholders of one conversation, `<PERSON_1>`: what goes to a model instead of a value, and the way back.

Numbers are given as messages come, in the order of the transcript; the same person, or the same value, has the same.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from core.redaction.people import fold
from core.redaction.spans import Finding, substitute

LITERAL = "LITERAL"  # what only looks like a placeholder, written by somebody
_LITERAL = re.compile(r"<[A-Z][A-Z_]*_\d+>")
# As a model may write one: cut, without brackets, in small letters.
_LIKE = re.compile(
    r"<?\b(?P<type>[A-Z]{2,}(?:_[A-Z]+)*)[_ ](?P<number>\d+)\b>?|<(?P<small>[a-z]{2,}(?:_[a-z]+)*)_\d+>?"
)
# A reader of the source may see these in an answer; numbers of cards, accounts and the state need no repeating.
_SHOWN = frozenset({"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "IP_ADDRESS", "LOCATION", "NRP", LITERAL})
_WORDS = {
    "PERSON": "someone",
    "EMAIL_ADDRESS": "an e-mail address",
    "PHONE_NUMBER": "a phone number",
    "URL": "a link",
    "IP_ADDRESS": "an IP address",
    "LOCATION": "a place",
}


def literals(text: str) -> list[Finding]:
    """What of a text would be taken for a placeholder: it becomes one itself, so that nothing stands for it."""
    return [Finding(LITERAL, *m.span()) for m in _LITERAL.finditer(text)] if "<" in text else []


class Pseudonyms:
    """`names` are the display names of this conversation by person id."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = dict(names or {})
        self._of: dict[tuple[str, str], str] = {}  # (type, person or value) -> placeholder
        self._shown: dict[str, str] = {}  # placeholder -> what a reader sees, where one may
        self._types: set[str] = set()
        self._authors: dict[str, str] = {}  # message id -> placeholder of who wrote it
        self._hidden: dict[str, list[tuple[str, str]]] = {}  # message id -> its placeholders and what they stand for

    def hide(self, message_id: str, text: str, findings: Iterable[Finding]) -> str:
        """The text with its findings replaced. `findings` are in order and do not overlap."""
        hidden = self._hidden.setdefault(message_id, [])

        def placeholder(finding: Finding) -> str:
            value = text[finding.start : finding.end]
            given = self._given(finding, value)
            hidden.append((given, given if finding.secret else value))
            return given

        return substitute(text, findings, placeholder)

    def author(self, message_id: str, person: str, name: str) -> str:
        """The placeholder of who wrote the message."""
        known = self._of.get(("PERSON", person)) if person else None  # few people write many messages
        given = known or self._given(Finding("PERSON", 0, 0, person=person), name)
        self._authors[message_id] = given
        return given

    def restore(self, message_id: str, hidden: str) -> str:
        """What `hide` was given, from what it gave. Secrets stay hidden."""
        originals = iter(self._hidden.get(message_id, ()))
        return _LITERAL.sub(lambda m: next(originals)[1], hidden)

    def reveal(self, answer: str, sources: Collection[str]) -> str:
        """An answer as somebody who has read the `sources` (message ids) may see it.

        What its sources do not hold is somebody else's, or nobody's, and stays a word such as "someone".
        """
        known = self.held(sources)

        def shown(match: re.Match[str]) -> str:
            if match[0] in known and match[0] in self._shown:
                return self._shown[match[0]]
            return self._word(match)

        return _LIKE.sub(shown, answer)

    @property
    def count(self) -> int:
        """How many places in texts were replaced."""
        return sum(map(len, self._hidden.values()))

    def held(self, sources: Collection[str]) -> set[str]:
        """The placeholders that these messages hold, their authors' among them."""
        held = {given for id in sources for given, _ in self._hidden.get(id, ())}
        return held | {self._authors[id] for id in sources if id in self._authors}

    def strays(self, answer: str, sources: Collection[str]) -> list[str]:
        """What is written like a placeholder of ours and is none that these messages hold."""
        held = self.held(sources)
        return [m[0] for m in _LIKE.finditer(answer) if m[0] not in held and self._word(m) != m[0]]

    def _given(self, finding: Finding, value: str) -> str:
        type = "SECRET" if finding.secret else finding.type
        key = (type, finding.person or fold(value).lstrip("@"))
        if key not in self._of:
            number = sum(t == type for t, _ in self._of) + 1
            self._of[key] = given = f"<{type}_{number}>"
            self._types.add(type)
            if type in _SHOWN:
                self._shown[given] = self._names.get(finding.person, value.lstrip("@") if type == "PERSON" else value)
        return self._of[key]

    def _word(self, match: re.Match[str]) -> str:
        type = (match["type"] or match["small"]).upper()
        if type not in self._types and type not in _WORDS:
            return match[0]  # ISO_8601
        return _WORDS.get(type, "(redacted)")
