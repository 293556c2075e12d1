"""True statements about messages: their sentences, said of their authors, each with its source."""

import re
from collections.abc import Iterator
from typing import Any

from tests.standins.claude import obeying
from tests.standins.claude.reading import Said

Statement = dict[str, Any]
SENTENCE_MAX_CHARACTERS = 160
_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_ENGLISH = re.compile(r"\b(?:the|is|are|was|to|of|and|we|it|that|this|for|have|has|will|be|on)\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:I|me|my|mine|you|your|yours|we|us|our|it|this|that|he|she|they)\b|\bI['’]", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:decided|decision|agreed|approved|settled on|let['’]s go with|we(?:['’]ll| will) go with|beschlossen"
    r"|entschieden|geeinigt|decidido|acordado|aprobado|décidé|convenu|approuvé)\b|決定|合意|决定|同意",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|no|if|whether|maybe|should|could|would|nicht|kein\w*|ob|wenn|pas|si)\b|n['’]t\b", re.IGNORECASE
)
_PROMISED = re.compile(
    r"^(?:(?:ok(?:ay)?|sure|yes|yep|alright|fine)[,.!]? )?I(?:['’]ll| will| am going to|['’]m going to) "
)
_WILL = re.compile(r"^(<PERSON_\d+>) will\b")
_DATE = re.compile(r"\b20\d\d-[01]\d-[0-3]\d\b")
_WEIGHTS = {"decision": 3.0, "action": 2.5, "question": 0.6, "point": 0.5}


def sentences(text: str) -> Iterator[str]:
    """Those that say something; a long one is cut at a word."""
    for part in _END.split(text):
        sentence = part.strip(" \t>*-•")
        if len(sentence) > SENTENCE_MAX_CHARACTERS:
            sentence = sentence[:SENTENCE_MAX_CHARACTERS].rsplit(" ", 1)[0] + " …"
        if re.search(r"\w", sentence) and not sentence.startswith(("```", "http")):
            yield sentence


def statements(said: Said, answered: frozenset[int], form: int) -> Iterator[tuple[float, Statement]]:
    """Each sentence of a message as a statement, with how much it matters. `form` chooses among ways to say it."""
    for sentence in sentences(said.text):
        kind = _kind(sentence, said, answered)
        weight = _WEIGHTS[kind] + min(len(sentence.encode()), 80) / 40 + 0.5 * bool(re.search(r"\d", sentence))
        if obeying.order(said.text):
            weight -= 10  # an honest model reports an order only where there is nothing else
        sources = [said.number]
        if said.answered and form % 2:
            sources.insert(0, said.answered)
        made: Statement = {"kind": kind, "text": _worded(sentence, said, kind, form), "sources": sources}
        if kind == "action":
            will = _WILL.match(sentence)
            made["owner"] = will[1] if will else said.name
            if date := _DATE.search(sentence):
                made["due"] = date[0]
        yield weight, made


def _kind(sentence: str, said: Said, answered: frozenset[int]) -> str:
    if sentence.endswith(("?", "？")):
        return "point" if said.number in answered else "question"
    if _PROMISED.search(sentence) or _WILL.search(sentence):
        return "action"
    return "decision" if _DECIDED.search(sentence) and not _OPEN.search(sentence) else "point"


def _worded(sentence: str, said: Said, kind: str, form: int) -> str:
    """In the third person where that is safe, else quoted; without English words around another language."""
    if kind == "action" and (start := _PROMISED.match(sentence)) and not _PERSONAL.search(sentence[start.end() :]):
        return f"{said.name} will {sentence[start.end() :]}"
    if kind == "question" or not _ENGLISH.search(sentence):
        return f"{said.name}: {sentence}"
    if not _PERSONAL.search(sentence) and form % 3:
        return sentence if form % 3 == 1 else f"{said.name} reports: {sentence}"
    return (f"{said.name}: {sentence}", f"{said.name} says: {sentence}", f"{said.name} wrote: “{sentence}”")[form % 3]
