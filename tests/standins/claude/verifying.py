"""Whether messages support a statement, as a careful model would see it: numbers, people, negation, words."""

import re
from collections.abc import Mapping
from typing import Any

from tests.standins.claude import reading

WORDS_MIN_SHARE = 0.6
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_PERSON = re.compile(r"<[A-Z_]+_\d+>")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NOT = re.compile(r"\b(?:not|never|no|won|cannot|nicht|kein\w*|nie|ne|pas|jamais|nunca)\b|n['’]t\b", re.IGNORECASE)
_OURS = {"says", "wrote", "reports", "will"}  # of the one who states, not of those who said


def verdict(claim: Mapping[str, Any]) -> dict[str, Any]:
    said = [x for item in claim["messages"] if (x := reading.message(item))]
    told, source = str(claim.get("text", "")), " ".join(f"{x.name} {x.text}" for x in said)
    words = {w.casefold() for w in _WORD.findall(_PERSON.sub(" ", told))} - _OURS
    known = {w.casefold() for w in _WORD.findall(source)}
    supported = (
        set(_NUMBER.findall(_PERSON.sub(" ", told))) <= set(_NUMBER.findall(_PERSON.sub(" ", source)))
        and set(_PERSON.findall(told)) <= set(_PERSON.findall(source))
        and len(words & known) >= WORDS_MIN_SHARE * len(words)
        and bool(_NOT.search(told)) <= bool(_NOT.search(source))
    )
    return {"statement": claim["statement"], "supported": supported}
