"""Sentences turned round: a word denied on one side only, or replaced by its opposite."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.grounding.lexicon import NEGATIONS, OPPOSITES
from core.text.sentences import sentences
from core.text.words import STOP_WORDS, stem, words

# A negation reaches the next words that carry meaning, to the end of the clause.
_REACH = 2
_CLAUSE_ENDS = frozenset("but and or because so while although though however".split())
_AFFIRMED = re.compile(
    r"^\W*(?:no|nope|nah)\b\s*(?=[,.;:!–-])|\b(?:don['’]t|do not|never|didn['’]t|won['’]t) (?=forget)|\bnot only\b"
    r"|\bno problem\b"
    r"|\bwhy not\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\b(?:no|not any) (?:longer|more)\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:]\s")
_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|right|exactly|correct|sure|it is|they are|it does)\b", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|nope|nah|not yet|it isn['’]t|unfortunately not|(?:\w+ )?(?:can['’]?t|cannot|won['’]t|don['’]t"
    r"|doesn['’]t)\s*[,.;!])\b",
    re.IGNORECASE,
)
# Whoever says one of these may be told of with a "not".
DENYING = re.compile(
    r"\b(?:instead|except|without|lack\w*|refus\w+|den(?:y|ie[sd])|fail\w*|stop\w*|cancel\w*|drop\w*|against"
    r"|avoid\w*|prevent\w*|unable"
    r"|impossible|hardly|missing|reject\w*|declin\w+|oppos\w+|object\w*|disagree\w*|forg[eo]t\w*|too|out of|down"
    r"|lost|broken|un\w{4,}|in(?:valid"
    r"|complete|sufficient|correct)|off|wrong|late|delay\w*|postpon\w+|block\w*|skip\w*|remov\w+|disabl\w+"
    r"|revert\w*|nope|nah|veto\w*|leave"
    r"|wait\w*|still|yet|rather|-1)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"\b(?:(?:can|could|would|will) you|please|pls)\b", re.IGNORECASE)
_SMALL = frozenset(map(stem, STOP_WORDS))
# How much of a statement's words a sentence must share before the two are about the same thing.
_SHARED = 0.5
_REPEATED = 0.75  # how much of a question somebody states who says yes to it


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a message: its stems, and those of them that stand under a negation.

    `whole`: it is a question that was answered with no, which denies all of it and none of its words.
    """

    stems: frozenset[str]
    denied: frozenset[str]
    whole: bool = False

    @classmethod
    def of(cls, sentence: str) -> "Spoken":
        return cls(frozenset(map(stem, words(sentence))), denied(sentence))

    @property
    def matter(self) -> frozenset[str]:
        """The stems that carry meaning."""
        return self.stems - _SMALL


def spoken(text: str) -> Iterator[Spoken]:
    return map(Spoken.of, sentences(text))


def claims(texts: Iterable[str]) -> Iterator[Spoken]:
    """The sentences of messages that say something is so: of questions only those whose answer is yes or no."""
    asked: Spoken | None = None
    for text in texts:
        if asked and _YES.match(text):
            yield asked
        elif asked and _NO.match(text):
            yield Spoken(asked.stems, asked.stems - asked.denied, whole=True)
        asked = None
        for sentence in sentences(text):
            if sentence.rstrip(" \"'”)").endswith("?") and not _REQUEST.search(sentence):
                asked = Spoken.of(sentence)
            else:
                yield Spoken.of(sentence)


def denied(sentence: str) -> frozenset[str]:
    """Stems that stand under a negation. "No," that answers denies nothing of what follows, "don't forget" neither."""
    out: set[str] = set()
    reach = 0
    plain = _PAUSE.sub(" and ", _NO_LONGER.sub(" not ", _AFFIRMED.sub(" ", sentence)))
    for word in words(plain):
        if word in NEGATIONS:
            reach = _REACH
        elif word in _CLAUSE_ENDS:
            reach = 0
        elif reach and word not in STOP_WORDS:
            out.add(stem(word))
            reach -= 1
    return frozenset(out)


def turned(statement: str, said: Sequence[Spoken]) -> list[str]:
    """The words of a statement that its sources say the other way round; judged only against sentences about the same.

    A word is turned where every such sentence denies what the statement affirms or affirms what it denies, or has the
    opposite in its place.
    """
    out: list[str] = []
    for sentence in sentences(statement):
        own = [w for w in words(sentence) if w not in STOP_WORDS]
        stems = {stem(w) for w in own}
        near = [s for s in said if _about_the_same(stems, s)]
        here = denied(sentence)
        near = [s for s in near if not s.whole or (not here and _repeats(stems, s))]
        if DENYING.search(sentence):  # "three are missing" for "we don't have enough"
            near = [s for s in near if not s.denied and not s.whole]
        out += [w for w in own if near and _is_turned(stem(w), here, near)]
    return out


def _about_the_same(stems: set[str], said: Spoken) -> bool:
    shared = len(stems & said.stems)
    if shared < _SHARED * len(stems):
        shared += sum(not OPPOSITES.get(s, frozenset()).isdisjoint(said.stems) for s in stems - said.stems)
    return (shared >= 2 and shared >= _SHARED * len(stems)) or (shared > 0 and shared >= _SHARED * len(said.matter))


def _repeats(stems: set[str], said: Spoken) -> bool:
    return len(stems & said.matter) >= _REPEATED * len(said.matter)


def _is_turned(word: str, denied_here: Collection[str], near: Sequence[Spoken]) -> bool:
    using = [s for s in near if word in s.stems]
    if using:
        return all(s.whole or _differ(word, s.denied, denied_here) for s in using)
    others = OPPOSITES.get(word, frozenset())
    opposed = [s for s in near if others & s.stems]
    return bool(opposed) and word not in denied_here and not any(others & s.denied for s in opposed)


def _differ(word: str, one: Collection[str], other: Collection[str]) -> bool:
    """Only one denies it, and the other nothing: where both deny something, "not" may stand at another place."""
    return (word in one and not other) or (word in other and not one)
