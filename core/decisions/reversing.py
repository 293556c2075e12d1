"""A later decision that changes an earlier one: it is about the same thing, and says that something changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from core.action_items.same import SHORT_FORM, alike, subject
from core.decisions.recorded import Recorded
from core.findings.matter import Matter
from core.findings.phrases import anywhere

SHARED_WITH_CUE = 0.4  # of the shorter one's words about the thing itself
SHARED_WITHOUT = 0.6  # of the longer one's, where only a value differs: a number, a day

_CUE = anywhere(
    "instead(?: of)?|rather than|after all|no longer|not any ?more|any ?more|changed? (?:our|my|their) minds?",
    r"(?:go|going|went|back) (?:back )?to|from now on|reverse[sd]?|overturn(?:s|ed)?|overrul\w+|revert\w*|revis\w+",
    r"mov(?:e|es|ed) (?:\w+ )*?(?:to|from)|postponed?|put off|bring forward|brought forward|resched\w+",
    r"(?:is|are|was|were) (?:moved|postponed|cancel\w+|called off|dropped|scrapped|replaced)|switch(?:es|ed)?",
    r"replac\w+|drop(?:s|ped)?|scrap(?:s|ped)?|cancel\w*|call off|called off|abandon\w*|withdraw\w*",
    r"raise[sd]?|lower(?:s|ed)?|goes (?:up|down)|increas\w+|reduc\w+|cut to|now",
    r"doch|statt(?:dessen)?|anstatt|nicht mehr|kein\w* mehr|verschoben|verschieben|verlegt|abgesagt|zurück zu",
    r"künftig|ab jetzt|ab sofort|stellen? .{1,40} ein|eingestellt|steigt|sinkt|rückgängig|ersetz\w+",
)
# Words of any decision, and units: what stands beside a value is not what it is about.
_FILLER = frozenset(
    """we agr decid decision go use resolv support let keep kept new all one two our it now back change mind
    over instead any more after longer from hold day week month year euro dollar percent pm wir nehm behalt
    entscheidung doch ist sind wird werden auf montag dienstag mittwoch donnerstag freitag samstag sonntag""".split()
)


def reversed_by(later: Recorded, decisions: Sequence[Recorded]) -> Recorded | None:
    """The one of the decisions that this one changes, None where it changes none: the likeliest, then the newest."""
    earlier = [d for d in decisions if d.id != later.id and d.at < later.at and d.reversed_by is None]
    earlier.sort(key=attrgetter("at"))
    said = About.of(later.text)
    found = [(share, n) for n, d in enumerate(earlier) if (share := About.of(d.text).changed_by(said))]
    return earlier[max(found)[1]] if found else None


def changes(earlier: str, later: str) -> float:
    """As `About.changed_by`."""
    return About.of(earlier).changed_by(About.of(later))


@dataclass(frozen=True, slots=True)
class About:
    """What a decision is about, read once to be compared with many. `beginnings` are those of its `things`."""

    text: str
    matter: Matter
    things: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "About":
        matter = Matter.of(text)
        things = subject(text, None) - matter.details - _FILLER
        return cls(text, matter, things, frozenset(thing[:SHORT_FORM] for thing in things))

    def changed_by(self, later: "About") -> float:
        """0 where the later one changes nothing about it; else how much they share, at most 1, and beyond it the more
        the later one names of the values that go: "no longer 18:00".
        """
        if self.beginnings.isdisjoint(later.beginnings):  # then no two words are alike
            return 0.0
        shorter, longer = sorted((self.things, later.things), key=len)
        common = sum(any(alike(a, b) for b in longer) for a in shorter)
        if not common:
            return 0.0
        share = common / len(shorter)
        one, other = self.matter, later.matter
        if self.things == later.things and one.details == other.details and one.negated == other.negated:
            return 0.0
        if _cues(later.text) - _cues(self.text):
            named = len(one.details & other.details)
            return share + named if share >= SHARED_WITH_CUE or named else 0.0
        differs = one.negated != other.negated or _conflict(one.details, other.details)
        same = common == len(longer) or (common > 1 and common >= SHARED_WITHOUT * len(longer))
        return share if differs and same else 0.0


def _cues(text: str) -> set[str]:
    return {m[0].lower() for m in _CUE.finditer(text)}


def _conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not (a <= b or b <= a)
