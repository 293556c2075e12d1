"""Negations that a text has and its sources have not, and such as it has lost: seen without knowing what they deny."""

import re
from collections.abc import Iterator

from core.grounding.lexicon import NEGATIONS, OPPOSITES
from core.grounding.polarity import denied
from core.text.sentences import sentences
from core.text.words import words

# Whoever says one of these may be told of with a "not".
_DENYING = re.compile(
    r"\b(?:instead|except|without|lack\w*|refus\w+|den(?:y|ie[sd])|fail\w*|stop\w*|cancel\w*|drop\w*|against|avoid\w*|prevent\w*|unable"
    r"|impossible|hardly|missing|reject\w*|declin\w+|oppos\w+|object\w*|disagree\w*|forg[eo]t\w*|too|out of|down|lost|broken|un\w{4,}|in(?:valid"
    r"|complete|sufficient|correct)|off|wrong|late|delay\w*|postpon\w+|block\w*|skip\w*|remov\w+|disabl\w+|revert\w*|nope|nah|veto\w*|leave"
    r"|wait\w*|still|yet|rather|-1)\b",
    re.IGNORECASE,
)
_CAN = re.compile(r"\b(can|will|should|must|could|would)\b(?!['’]t| not\b| no\b| never\b)", re.IGNORECASE)
_CANNOT = re.compile(r"\b(ca|wo|should|must|could|would)n['’]t\b|\b(can|will|should|must|could|would)(?: ?not| never)\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will"}
_TURNS = "before after/more less/more fewer/up down/over under/above below/with without/from until/inside outside/in out/on off"
_TURNED = {a: b for pair in _TURNS.split("/") for a, b in (pair.split(), pair.split()[::-1])}
_ARTICLES = frozenset("the a an".split())


def differences(text: str, source: str) -> Iterator[str]:
    """The words that tell it: "not" where nobody denied anything, "can" where all said "can't", "after" for "before"."""
    yield from _new(text, source)
    cannot = {_WHOLE.get(a, a) or b for a, b in _CANNOT.findall(source.lower())}
    can = {found.lower() for found in _CAN.findall(source)}
    yield from (m[0] for m in _CAN.finditer(text) if m[1].lower() in cannot - can and not _count(text))
    here, there = _pairs(text), _pairs(source)
    yield from (a for a, b in sorted(here - there) if a in _TURNED and (_TURNED[a], b) in there)


def _new(text: str, source: str) -> Iterator[str]:
    """A "not" more than the sources have, where nothing else in them denies."""
    if _count(text) <= _count(source) or _DENYING.search(source):
        return
    said = set(words(source))
    for sentence in sentences(text):
        for word in sorted(denied(sentence)):
            if OPPOSITES.get(word, frozenset()).isdisjoint(said):
                yield f"not {word}"


def _count(text: str) -> int:
    return sum(word in NEGATIONS for word in words(text))


def _pairs(text: str) -> set[tuple[str, str]]:
    """Words with the one that follows, articles between them aside."""
    said = [w for w in words(text) if w not in _ARTICLES]
    return set(zip(said, said[1:], strict=False))
