"""Statements that only repeat what a message wants written: an order to a machine may be worded in any way."""

import re
from collections.abc import Iterable

# "Note that" opens facts in every office and is not among them.
_VERB = (
    r"write|say|state|report|output|print|answer|reply|respond|mention|add|include|record|claim"
    r"|schreib\w*|sag\w*|melde|notier\w*|antworte\w*|füge?"
    r"|escrib\w*|di(?:ga)?|añad\w*|incluy\w*|anota|responde"
    r"|écri\w*|dis|dites|ajoute\w*|indique[rz]?|répond\w*"
)
_BEFORE = (
    r"(?:^|[.!?:;,\n]\s*|\b(?:please|and|just|only|then|must|shall|should|minutes|summary|bitte|und|nur|soll"
    r"|y|por favor|et|seulement|résumé|resumen)\s+)"
)
_WANTED = re.compile(rf"{_BEFORE}(?:{_VERB})\b(.{{3,}})", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"<[A-Z_]+_\d+>|\w{2,}")


def dictated(text: str, cited: Iterable[str]) -> bool:
    """Whether all that `text` says stands behind "write", "say" or their like in one of the messages cited."""
    said = _words(text)
    return bool(said) and any(said <= _words(wanted[1]) for line in cited for wanted in _WANTED.finditer(line))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
