"""Negations that a text has and its sources have not, and such as it has lost: seen without knowing what they deny."""

import re
from collections.abc import Iterator
from itertools import pairwise

from core.grounding.lexicon import NEGATIONS, OPPOSITES
from core.grounding.passage import Passage
from core.grounding.polarity import DENYING, denied
from core.grounding.synonyms import SYNONYMS
from core.text.sentences import sentences
from core.text.words import STOP_WORDS, stem, words

_NONE: frozenset[str] = frozenset()

_CAN = re.compile(r"\b(can|will|should|must|could|would)\b(?!['’]t| not\b| no\b| never\b)", re.IGNORECASE)
_CANNOT = re.compile(
    r"\b(ca|wo|should|must|could|would)n['’]t\b|\b(can|will|should|must|could|would)(?: ?not| never)\b", re.IGNORECASE
)
_WHOLE = {"ca": "can", "wo": "will"}
_TURNS = "before after,more less,up down,over under,above below,with without,from until,inside outside,in out,on off"
_TURNED = {a: b for pair in _TURNS.split(",") for a, b in (pair.split(), pair.split()[::-1])}
_ARTICLES = frozenset("the a an".split())


def differences(text: str, source: str) -> Iterator[str]:
    """Words that tell it: "not" where nobody denied anything, "can" where all said "can't", "after" for "before"."""
    yield from _new(text, source)
    yield from _able(text, source)
    here, there = _pairs(text), _pairs(source)
    yield from (a for a, b in sorted(here - there) if a in _TURNED and (_TURNED[a], b) in there)


def _able(text: str, source: str) -> Iterator[str]:
    """A "can" whose verb the sources have in a sentence with "can't", where none of them says "can"."""
    can = {found.lower() for found in _CAN.findall(source)}
    for found in _CAN.finditer("" if _count(text) else text):
        verb = next((w for w in words(text[found.end() :]) if w not in STOP_WORDS), "")
        for sentence in sentences(source.lower()):
            cannot = {_WHOLE.get(a, a) or b for a, b in _CANNOT.findall(sentence)}
            if found[1].lower() in cannot - can and stem(verb) in map(stem, words(sentence)):
                yield found[0]


def contrary(text: str, passage: Passage) -> bool:
    """Whether a word of the text is nowhere in the passage and one that means the contrary is."""
    return any(
        stem(word) not in passage.stems
        and not passage.has_root(word)
        and SYNONYMS.get(stem(word), _NONE).isdisjoint(passage.stems)
        and not OPPOSITES.get(stem(word), _NONE).isdisjoint(passage.stems)
        for word in words(text)
    )


def _new(text: str, source: str) -> Iterator[str]:
    """A "not" more than the sources have, where nothing else in them denies."""
    if _count(text) <= _count(source) or DENYING.search(source):
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
    return set(pairwise(said))
