"""Short names for what people talk about, in their own words and spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.offline.candidates import Candidate
from core.offline.rank import Ranking
from core.text.words import STOP_WORDS, content, length, stem

_TOKEN = re.compile(r"\w+(?:[-'’./]\w+)*|[^\w\s]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]$")
_EMOJI_NAME = re.compile(r":[\w+-]+:")
_DETERMINERS = frozenset("the a an our your my his her their its this these no any all".split())
_BEFORE_NOUNS = _DETERMINERS | frozenset("of for with in on about".split())
VAGUE = frozenset(
    stem(word)
    for word in """
    good new lot bit way people everybody someone anyone everyone use need want make see look say tell put
    take give come back today tomorrow yesterday time day week month year now still already maybe
    probably actually please thank great fine nice much many one two three four five first second last
    next point question idea issue problem example case part stuff something anything nothing everything
    guess try sound abl different number believ kind hello monday tuesday wednesday thursday friday
    saturday sunday basically obviously mr mrs best half couple list certain whole option answer reason
    regard email mail message end start goes""".split()
)
_PAIR_WEIGHT = 1.25  # "release notes" says more than "release"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or two words next to each other. Spellings with the same stems are one phrase."""

    stems: tuple[str, ...]
    written: str = field(compare=False)


def phrases(text: str) -> Iterator[Phrase]:
    """What in a sentence may name its topic, in order."""
    before: Phrase | None = None
    for token in _TOKEN.findall(_EMOJI_NAME.sub(" . ", text)):
        one = _phrase(token)
        if one:
            yield one
            if before and len(before.stems) == len(one.stems) == 1 and before.stems != one.stems:
                yield Phrase(before.stems + one.stems, f"{before.written} {one.written}")
        before = one


def _phrase(token: str) -> Phrase | None:
    """A word, or two joined by a hyphen, that says enough to stand alone."""
    stems = tuple(content(token))
    if not _WORD.match(token) or not 1 <= len(stems) <= 2 or length(token) > 2 or len(token) < 3:
        return None
    return None if any(s in VAGUE or len(s) < 2 for s in stems) else Phrase(stems, token)


class Fitness:
    """How well a phrase names a topic of this conversation."""

    def __init__(self, chosen: Iterable[Candidate], ranking: Ranking) -> None:
        """Only phrases of the chosen will be looked up."""
        self.sentences = len(ranking.ranked)
        self._expected = ranking.expected
        self._asked = {s for c in chosen for p in phrases(c.text) for s in p.stems}
        self._spread: Counter[tuple[str, ...]] = Counter()
        self._uses: Counter[str] = Counter()
        self._nouns: Counter[str] = Counter()
        for ranked in ranking.ranked:
            self._look(ranked.candidate.stems)

    def __call__(self, phrase: Phrase) -> float:
        """Higher is better: likely in a summary, said often, a noun."""
        likely = sum(min(1.0, self._expected.get(s, 0.0)) for s in phrase.stems) / len(phrase.stems)
        last = phrase.stems[-1]
        noun = (self._nouns[last] + 0.2) / (self._uses[last] + 0.5)
        spread = self.spread(phrase)
        pair = _PAIR_WEIGHT if len(phrase.stems) == 2 and spread > 1 else 1.0
        return pair * noun * (0.05 + likely) * float((1 + min(spread, 6)) ** 0.5)

    def spread(self, phrase: Phrase) -> int:
        """How many sentences of the conversation say it."""
        return self._spread[phrase.stems]

    def _look(self, stems: Sequence[str]) -> None:
        found: set[tuple[str, ...]] = set()
        for i, s in enumerate(stems):
            if s not in self._asked:
                continue
            found.add((s,))
            if i and stems[i - 1] in self._asked:
                found.add((stems[i - 1], s))
            self._uses[s] += 1
            self._nouns[s] += _stands_as_noun(stems, i)
        self._spread.update(found)


def _stands_as_noun(stems: Sequence[str], i: int) -> bool:
    """As "object" does in "the object is" and "a global object."."""
    after = stems[i + 1] if i + 1 < len(stems) else "."
    if after in _DETERMINERS or after == "to" or (after != "." and after not in STOP_WORDS):
        return False
    before, earlier = (stems[j] if j >= 0 else "" for j in (i - 1, i - 2))
    return before in _BEFORE_NOUNS or (before not in STOP_WORDS and earlier in _BEFORE_NOUNS)
