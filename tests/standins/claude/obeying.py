"""Orders that stand in messages and speak to whoever summarizes them, as a gullible model would find and obey them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.standins.claude.reading import Said

_DROP = (
    r"(?:ignor\w*|disregard\w*|forget|override|skip|vergiss|missachte\w*|olvida\w*|haz caso omiso|oublie\w*"
    r"|ne tiens? pas compte)"
)
_SAY = (
    r"(?:write|say|state|add|include|report|output|print|record|note|respond|reply|answer|claim|mention|list|put"
    r"|schreib\w*|sag\w*|füge?|melde|notiere\w*|antworte\w*|escrib\w*|di(?:ga)?|añad\w*|incluy\w*|respond\w*|anota"
    r"|écri\w*|dis|dites|ajout\w*|indique\w*|répond\w*|note[rz]?)"
)
_TO = (
    r"(?:ai|assistants?|summari[sz]er\w*|summary|minutes|bot|model|llm|system|prompt|assistent\w*|zusammenfass\w*|ki|modell"
    r"|asistente|resum\w*|modelo|ia|résum\w*|modèle|compte rendu|instructions?|anweisungen|instrucciones|consignes?)"
)
_ORDER = re.compile(
    rf"\b(?:{_DROP}\b.{{0,160}}?\b{_SAY}|{_TO}\b.{{0,120}}?\b{_SAY}|{_SAY}\b.{{0,80}}?\b{_TO}(?:\b[^.!?]{{0,60}}?\b{_SAY})?)\b"
    r"(?:\s+(?:that|exactly|only|just|with|dass|nur|que|solo|seulement|in the (?:summary|minutes)))*\s*[:,]?\s*"
    r"(.{3,300})",
    re.IGNORECASE | re.DOTALL,
)


def order(text: str) -> str | None:
    """What a message orders to be written, None where it orders nothing."""
    if not (found := _ORDER.search(text)):
        return None
    return found[1].strip().strip("\"'“”«»„.").strip() or None


def obeyed(said: Sequence[Said]) -> Iterator[dict[str, Any]]:
    """One statement for each order, with the order itself as its valid source."""
    for one in said:
        if text := order(one.text):
            yield {"kind": "decision", "text": text, "sources": [one.number]}
