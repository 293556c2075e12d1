"""Whether two findings are the same task: told by the messages they rest on, the owner, and the words."""

import re
from dataclasses import dataclass

from core.dates.names import MONTHS, WEEKDAYS
from core.models import Person
from core.text.words import content, stem, words

# With a message in common the two engines word one task each in its own way; without, most words must be the same.
ALIKE_TOGETHER = 0.6  # of the shorter one's words
ALIKE_APART = 0.8  # of the longer one's words; or all of the shorter one's, and
PART = 0.5  # of the longer one's
_PREFIX = 5  # letters: "migrate" and "migration"
SHORT_FORM = 3  # letters: "doc" and "document"
_DAYS = frozenset(stem(name) for name in (*WEEKDAYS, *MONTHS))
# Words of every task, and German ones that carry none.
_EVERY = frozenset(
    map(
        stem,
        """please need needs want wants make sure still item action todo today tomorrow tonight week take takes have has
        will shall must should can could help try start again yet also by eod asap someone somebody look ich wir du
        er sie es der die das den dem des ein eine einen einem und oder an am auf aus bei bis für im in ins mich mir
        mit noch um uns von vor zu zum zur wird werde werden kümmere morgen heute bitte muss soll kann""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is compared. `stems` are those of its words, `numbers` and `days` the details in which two may differ.

    `tongue` is the language it is said in, given where nothing else rests on just its messages, so that it is known
    again in another language.
    """

    sources: frozenset[str]
    owner: Person | None
    stems: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]
    tongue: str | None = None

    @classmethod
    def of(cls, text: str, owner: Person | None, sources: tuple[str, ...]) -> "Task":
        stems = subject(text, owner)
        numbers = frozenset(s for s in stems if s[0].isdigit())
        days = stems & _DAYS
        return cls(frozenset(sources), owner, stems - numbers - days, numbers, days)


def subject(text: str, owner: Person | None) -> frozenset[str]:
    """Stems of the words that tell this task from another: not its owner's name."""
    names = frozenset(map(stem, words(owner.name))) if owner else frozenset()
    joined = re.sub(r"(?<=\w)-(?=\w)", "", text)
    return frozenset(content(joined)) - _EVERY - names


def likeness(a: Task, b: Task) -> float:
    """0 for two tasks; else how sure it is that they are one, at most 2."""
    if _differ(a.owner, b.owner) or _contradict(a.numbers, b.numbers):
        return 0.0
    if not a.stems or not b.stems:
        return 2.0 if a.sources == b.sources and a.stems == b.stems else 0.0
    if a.sources == b.sources and a.tongue and b.tongue and a.tongue != b.tongue:
        return 1.0  # words of two languages cannot be compared
    shorter, longer = sorted((a.stems, b.stems), key=len)
    common = sum(any(alike(word, other) for other in longer) for word in shorter)
    if not a.sources.isdisjoint(b.sources):
        share = common / len(shorter)
        return 1.0 + share if share >= ALIKE_TOGETHER else 0.0
    if _contradict(a.days, b.days):
        return 0.0
    share = common / len(longer)
    whole = common == len(shorter) > 1 and share >= PART
    return share if share >= ALIKE_APART or whole else 0.0


def alike(a: str, b: str) -> bool:
    """Whether two stems are forms of one word."""
    shorter, longer = sorted((a, b), key=len)
    if a == b or not shorter.isalpha():
        return a == b
    return len(shorter) >= SHORT_FORM and longer.startswith(shorter[:_PREFIX]) and _shares(shorter, longer)


def _shares(shorter: str, longer: str) -> bool:
    return longer.startswith(shorter) or (len(shorter) >= _PREFIX and len(longer) >= _PREFIX)


def _differ(a: Person | None, b: Person | None) -> bool:
    if a is None or b is None:
        return False
    return a.id != b.id if a.id and b.id else a.name.casefold() != b.name.casefold()


def _contradict(a: frozenset[str], b: frozenset[str]) -> bool:
    return not (a <= b or b <= a)
