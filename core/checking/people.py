"""Whether the people of a statement have in its messages the part that it gives them."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from core.grounding import roles
from core.grounding.checks import Failure
from core.redaction.outgoing import Line


class _Claim(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def owner(self) -> str | None: ...


def misplaced(stated: _Claim, cited: Sequence[Line]) -> Iterator[Failure]:
    """On placeholders: a nickname and a full name are one there, and no name is also a word."""
    lines = [roles.Line(line.author, line.text) for line in cited]
    if stated.owner and not roles.may_own(stated.owner, stated.text, lines):
        yield Failure("owner", stated.owner)
    yield from (Failure("speaker", person) for person in roles.misplaced(stated.text, lines))
