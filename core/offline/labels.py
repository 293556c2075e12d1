"""Headings in people's own words: the noun phrases that a conversation comes back to, in their spelling."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from core.findings.phrases import VERB
from core.offline.phrases import VAGUE, Phrase
from core.offline.trained import load
from core.text.words import STOP_WORDS, stem, words

_NO_PROSE = re.compile(r"```.*?```|`|\w+://\S+|\S+@\S+\.\w+|:[\w+-]+:|@\w+", re.DOTALL)
_TOKEN = re.compile(r"\w+(?:[-'’./]\w+)*|[^\w\s]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]$")
_DETERMINERS = frozenset("the a an our your my his her their its this these no any all of for with in on about".split())
_OBJECTS = frozenset("the a an our your my his her their its this it me us them him you to that again".split())
_SUBJECTS = frozenset(
    """i we you they he she it who to will would can could should must may might do does did don't please let's not
    didn't doesn't won't can't couldn't i'll we'll you'll i'd we'd they'll i've we've they've""".split()
)
_BREAKS = STOP_WORDS | frozenset(
    """though although unless since per never always often without within already still yet else rather quite maybe
    perhaps overnight otherwise however instead today tomorrow yesterday every another each both either yours please
    also even ever soon later again away back around hi hello hey folks thanks mm-hmm hmm huh wow
    accept accepts arrive arrives arrived happens runs stops works seems looks keeps gets makes takes shows says wants
    means stay stays stayed brought went came""".split()
)
_VERB = re.compile(VERB + "$", re.IGNORECASE)
_NO_HEAD = re.compile(r"\w+(?:ly|ed|ing|n't|n’t)$", re.IGNORECASE)
_POOR_HEADS = VAGUE | frozenset(
    map(stem, "note wrong able likely ready available possible similar related various".split())
)
_LONGEST = 3  # words
_LENGTH_WEIGHT = {1: 0.3, 2: 1.0, 3: 1.05}
_PIECE_WEIGHT = 0.6  # part of a longer phrase
_CHOSEN_WEIGHT = 2.0  # it stands in what the statements below the heading are taken from
_RAREST = 4.0  # natural log of the share of conversations that use the word
_USUAL_RARITY = 0.9  # of a word that is not in the list of common ones
_TELLING = 0.3  # rarity of a word that may stand alone
_SINGLE_COUNT = 3  # a word alone says little, unless they keep saying it
_LEAST = 0.15  # below it no heading is better


@dataclass(slots=True)
class _Phrase:
    """How often it is said, as a whole, and how it is written."""

    words: int
    count: int = 0
    whole: bool = False
    written: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Span:
    stems: tuple[str, ...]
    written: str
    whole: bool


class Labels:
    """Headings for parts of one transcript; no two are the same."""

    def __init__(self, texts: Iterable[str], names: Iterable[str]) -> None:
        """`texts` of the whole transcript; `names` of its people, which are no headings."""
        self._names = {stem(w) for name in names for w in words(name)}
        self._uses: Counter[str] = Counter()
        for text in texts:
            self._uses.update(map(stem, words(text)))
        self._given: set[frozenset[str]] = set()

    def __call__(
        self, said: Sequence[str], chosen: Sequence[str] = (), holding: Collection[str] = (), poor: bool = False
    ) -> str | None:
        """The best phrase for what was `said`, of which `chosen` stands below; None where all are poor.

        Where stems are named that it must be `holding`, only what has more words than these is better than none. Where
        a `poor` one is, too, it may be a word that was said once.
        """
        least, single = (0.0, 1) if poor else (_LEAST, _SINGLE_COUNT)
        found = self._phrases(said)
        here = Counter(s for text in said for s in map(stem, words(text)))
        shown = {span.stems for text in chosen for span in _spans(text)}
        score = {
            stems: self._score(stems, phrase, here, single) * (_CHOSEN_WEIGHT if stems in shown else 1.0)
            for stems, phrase in found.items()
            if frozenset(stems) not in self._given and (set(holding) < set(stems) if holding else True)
        }
        best = max(score, key=lambda s: (score[s] >= _LEAST and found[s].words > 1, score[s]), default=None)
        if best is None or score[best] < least or not score[best]:
            return None
        self._given.add(frozenset(best))
        return _spelling(found[best].written)

    def _phrases(self, said: Iterable[str]) -> dict[tuple[str, ...], _Phrase]:
        found: dict[tuple[str, ...], _Phrase] = {}
        for text in said:
            for span in _spans(text):
                if self._names.isdisjoint(span.stems):
                    phrase = found.setdefault(span.stems, _Phrase(len(span.written.split())))
                    phrase.count += 1
                    phrase.whole |= span.whole
                    phrase.written[span.written] += 1
        return found

    def _score(self, stems: tuple[str, ...], phrase: _Phrase, here: Counter[str], single: int) -> float:
        if phrase.words == 1 and phrase.count < single:
            return 0.0
        weights = [rarity(s) * here[s] / math.sqrt(self._uses[s]) for s in stems]
        whole = 1.0 if phrase.whole else _PIECE_WEIGHT
        return whole * _LENGTH_WEIGHT[phrase.words] * sum(weights) / len(stems) * math.sqrt(phrase.count)


@cache
def rarity(stem: str) -> float:
    """Between 0, in every conversation, and 1."""
    if stem in VAGUE:
        return 0.0
    share = load().common.get(stem)
    return _USUAL_RARITY if share is None else min(1.0, -share / _RAREST)


def is_telling(phrase: Phrase) -> bool:
    """Whether it says what is meant without its sentence: "joystick" and "user test", not "meeting"."""
    if not _BREAKS.isdisjoint(words(phrase.written)):
        return False
    return len(phrase.stems) > 1 or rarity(phrase.stems[0]) >= _TELLING


def _spelling(written: Counter[str]) -> str:
    """The usual one; small letters where a sentence only began with it."""
    usual = max(written, key=lambda w: written[w])
    small = usual[0].lower() + usual[1:]
    return small if small in written else usual


def _spans(text: str) -> Iterator[_Span]:
    """Every row of one to three words that may be a noun phrase."""
    for run, before in _runs(_TOKEN.findall(_NO_PROSE.sub(" . ", text))):
        stems = [tuple(map(stem, words(w))) for w in run]
        for start in range(len(run)):
            for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
                head = run[end - 1]
                if len(head) < 3 or _NO_HEAD.match(head) or not _POOR_HEADS.isdisjoint(stems[end - 1]):
                    continue
                whole = start == 0 and end == len(run) and before in _DETERMINERS
                yield _Span(sum(stems[start:end], ()), " ".join(run[start:end]), whole)


def _runs(tokens: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Rows of words between stop words and signs, without the verbs at their ends, and the token before each."""
    run: list[str] = []
    before = "."
    for token in (*tokens, "."):
        small = token.lower().replace("’", "'")
        if _WORD.match(token) and small not in _BREAKS:
            run.append(token)
            continue
        if run:
            yield _without_verbs(run, before, small), before
        run, before = [], small


def _without_verbs(run: list[str], before: str, after: str) -> list[str]:
    if run and after in _OBJECTS:
        run = run[:-1]
    if run and (before in _SUBJECTS or (before not in _DETERMINERS and _VERB.match(run[0]))):
        run = run[1:]
    return run
