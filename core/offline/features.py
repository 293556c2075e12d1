"""What can be seen of a sentence that tells whether people would put it into a summary."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.offline.candidates import Candidate
from core.text.words import STOP_WORDS

_FIRST_PERSON = frozenset("i i'm i'd i'll i've me my mine myself".split())
_WE = frozenset("we we're we'd we'll we've us our ours let's".split())
_SECOND_PERSON = frozenset("you you're you'd you'll you've your yours".split())
_POINTING = frozenset("it it's that that's this these those they they're he she he's she's there there's here".split())
_MODAL = frozenset("should must need could can will would may might shall have".split())
_LINK = re.compile(r"\w+://|www\.|\S@\S|<\w|/>")
_DIGIT = re.compile(r"\d")
_DANGLING = frozenset(
    """the a an and or but so of to for with in on at by from if that which what who where when how is are was were be
    because as than i we you they he she it's that's there's can could would should will do does have has my your our
    their its this these not into about like just i'm we're whatever kind sort""".split()
)


def features(
    candidates: Sequence[Candidate], expected: Mapping[str, float], places: Iterable[int]
) -> Iterator[list[float]]:
    """A row for the candidate at each of the places. `expected` is that of `expected_counts`."""
    count = max(1, len(candidates))
    messages = 1 + max((c.message for c in candidates), default=0)
    said: Counter[str] = Counter()
    for c in candidates:
        said[c.author.id] += len(c.stems)
    total = max(1, said.total())
    opener = candidates[0].author.id if candidates else ""
    for i in places:
        c = candidates[i]
        yield [
            *_form(c),
            *_content(c, expected),
            i / count,
            math.log1p(c.message),
            math.log1p(c.place),
            (messages - c.message) / messages,
            math.log(count),
            said[c.author.id] / total,
            c.author.id == opener,
            len(c.sources),
        ]


def is_broken(candidate: Candidate) -> bool:
    """Whether the sentence stops before it has said what it was going to."""
    words = candidate.stems
    return bool(words) and words[-1] in _DANGLING and not candidate.text.endswith(("?", "!"))


def is_finished(candidate: Candidate) -> bool:
    """Whether a mark ends the sentence."""
    return candidate.text.rstrip("\"'”’»)*_").endswith((".", "!", "?", "。", "！", "？", "؟", "।", "۔"))


def _form(c: Candidate) -> list[float]:
    n = max(1, len(c.stems))
    first = c.stems[0] if c.stems else ""
    return [
        math.log(n),
        sum(w in _FIRST_PERSON for w in c.stems) / n,
        sum(w in _WE for w in c.stems) / n,
        sum(w in _SECOND_PERSON for w in c.stems) / n,
        sum(w in _POINTING for w in c.stems) / n,
        sum(w in _MODAL for w in c.stems),
        first in _POINTING,
        first in _FIRST_PERSON,
        c.text.endswith("?"),
        is_finished(c) and not c.text.endswith("?"),
        is_broken(c),
        c.text[0].islower(),
        bool(_LINK.search(c.text)),
        bool(_DIGIT.search(c.text)),
        len(c.capitals) / n,
        len(c.text) / n,
        sum(len(w) == 1 and w.isalpha() and w not in "ai" for w in c.stems),
    ]


def _content(c: Candidate, expected: Mapping[str, float]) -> list[float]:
    carrying = [min(1.0, expected.get(s, 0.0)) for s in dict.fromkeys(c.stems) if s not in STOP_WORDS]
    glue = [min(1.0, expected.get(s, 0.0)) for s in dict.fromkeys(c.stems) if s in STOP_WORDS]
    n = max(1, len(c.stems))
    return [
        len(carrying) / n,
        sum(carrying),
        sum(carrying) / max(1, len(carrying)),
        max(carrying, default=0.0),
        sum(carrying) / n,
        sum(glue) / n,
    ]
