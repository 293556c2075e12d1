"""Signs in the wording that a claim is not what its source says, and signs that it is the same in other words.

A sign is a word for what was seen; each may come more than once. core/grounding/support.py weighs them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core.grounding.kinds import KINDS
from core.grounding.lexicon import ALTERNATIVES, NEGATIONS, OPPOSITES, RESTRICTIONS
from core.grounding.passage import Passage
from core.grounding.polarity import denied
from core.grounding.synonyms import SYNONYMS
from core.text.sentences import sentences
from core.text.words import STOP_WORDS, stem, words

_NONE: frozenset[str] = frozenset()
_AROUND = 4  # words on each side that tell which sentences are about the same
_TURNING = ("un", "in", "non", "dis", "im", "ir", "il", "mis", "anti")
_TURNED = (("pre", "post"), ("in", "out"), ("over", "under"), ("max", "min"), ("on", "off"))
_TURNED_ENDS = (("ful", "less"),)
_ADJECTIVE = re.compile(r"(?:ous|ful|ive|able|ible|al|ic|less|ary|ant|ent)$")


def signs(claim: str, passage: Passage) -> Iterator[str]:
    """What is seen in a claim, in order; nothing where it repeats its source word for word."""
    for sentence in sentences(claim):
        no = denied(sentence)
        yield from ("denies" for s in sorted(no) if s in passage.stems and s not in passage.denied)
    said = words(claim)
    yield from _small_words(said, passage)
    for i, word in enumerate(said):
        if word not in STOP_WORDS and not word.isdigit() and stem(word) not in passage.stems:
            yield from _new_word(said, i, passage)


def shared(claim: str, passage: Passage) -> float:
    """Share of a claim's words that its source has, in any form or another word for the same; 0 to 1."""
    own = [w for w in words(claim) if w not in STOP_WORDS]
    return sum(_has(w, passage) for w in own) / len(own) if own else 0.0


def _has(word: str, passage: Passage) -> bool:
    own = stem(word)
    return own in passage.stems or passage.has_root(word) or not passage.stems.isdisjoint(SYNONYMS.get(own, _NONE))


def _small_words(said: Sequence[str], passage: Passage) -> Iterator[str]:
    yield from ("new negation" for w in said if w in NEGATIONS and w not in passage.words)
    yield from ("new restriction" for w in said if w in RESTRICTIONS and w not in passage.words)
    if "but" in said:
        yield "but"
    if ALTERNATIVES & set(said):
        yield "instead"


def _new_word(said: Sequence[str], i: int, passage: Passage) -> Iterator[str]:
    """Signs of a word that the source does not have."""
    word, own = said[i], stem(said[i])
    same, opposite, kind = (table.get(own, _NONE) for table in (SYNONYMS, OPPOSITES, KINDS))
    in_place = _in_place(said, i, passage)
    near = _near(said, i, passage)
    if in_place & opposite:
        yield "opposite in its place"
    if in_place & kind:
        yield "another of its kind in its place"
    if same & near:
        yield "same meaning nearby"
    elif kind & near:
        yield "another of its kind nearby"
    if opposite & passage.stems and not same & passage.stems:
        yield "opposite"
    yield from _left_over(word, passage, same, opposite, kind)


def _left_over(
    word: str, passage: Passage, same: frozenset[str], opposite: frozenset[str], kind: frozenset[str]
) -> Iterator[str]:
    """The one thing a word counts as in the whole source.

    New nouns and verbs count nothing: every summary has some. New adjectives and adverbs judge.
    """
    if _is_turned(word, passage):
        yield "turned by its beginning"
    elif passage.has_root(word) or same & passage.stems:
        yield "same meaning"
    elif opposite & passage.stems:
        return
    elif kind & passage.stems:
        yield "another of its kind"
    elif word.endswith("ly"):
        yield "new adverb"
    elif _ADJECTIVE.search(word):
        yield "new adjective"


def _in_place(said: Sequence[str], i: int, passage: Passage) -> frozenset[str]:
    """Stems that stand in the source between the two words that stand around this one."""
    if not 0 < i < len(said) - 1:
        return _NONE
    return passage.followers.get(stem(said[i - 1]), _NONE) & passage.preceders.get(stem(said[i + 1]), _NONE)


def _near(said: Sequence[str], i: int, passage: Passage) -> set[str]:
    """Stems of the source's sentences that have two of the words around."""
    around = {stem(w) for w in said[max(0, i - _AROUND) : i + _AROUND + 1] if w not in STOP_WORDS}
    found = Counter(at for s in around for at in passage.where.get(s, ()))
    return {s for at, count in found.items() if count >= 2 for s in passage.sentences[at].stems}


def _is_turned(word: str, passage: Passage) -> bool:
    """'Inefficient' for 'efficient', 'post-' for 'pre-', 'careless' for 'careful', either way round."""
    there = passage.words
    for start in _TURNING:
        if len(word) >= 4 and start + word in there:
            return True
        if word.startswith(start) and len(word) >= len(start) + 4 and word.removeprefix(start) in there:
            return True
    starts = [p for pair in _TURNED for p in (pair, pair[::-1])]
    if any(word.startswith(a) and len(word) > len(a) + 2 and b + word[len(a) :] in there for a, b in starts):
        return True
    ends = [p for pair in _TURNED_ENDS for p in (pair, pair[::-1])]
    return any(word.endswith(a) and len(word) > len(a) + 2 and word[: -len(a)] + b in there for a, b in ends)
