"""A later decision that changes an earlier one: it is about the same thing, and says that something changes."""

from collections.abc import Sequence

from core.action_items.same import alike, subject
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
    found = [(share, d.at, d) for d in earlier if (share := changes(d.text, later.text))]
    return max(found, key=lambda one: one[:2])[2] if found else None


def changes(earlier: str, later: str) -> float:
    """0 where the later one changes nothing about the earlier; else how much they share, the more where it names the
    value that goes: "no longer 18:00".
    """
    before, after = _things(earlier), _things(later)
    shorter, longer = sorted((before, after), key=len)
    common = sum(any(alike(a, b) for b in longer) for a in shorter)
    if not common:
        return 0.0
    share = common / len(shorter)
    one, other = Matter.of(earlier), Matter.of(later)
    if before == after and one.details == other.details and one.negated == other.negated:
        return 0.0
    cues = {m[0].lower() for m in _CUE.finditer(later)} - {m[0].lower() for m in _CUE.finditer(earlier)}
    if cues:
        named = len(one.details & other.details)
        return share + named if share >= SHARED_WITH_CUE or named else 0.0
    differs = one.negated != other.negated or _conflict(one.details, other.details)
    same = common == len(longer) or (common > 1 and common >= SHARED_WITHOUT * len(longer))
    return share if differs and same else 0.0


def _things(text: str) -> frozenset[str]:
    return subject(text, None) - Matter.of(text).details - _FILLER


def _conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not (a <= b or b <= a)
