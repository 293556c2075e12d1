"""Who does it: the owner that the words of a task give, resolved to a participant where possible."""

import re

from core.findings.cues import COMMITMENT, ERRAND
from core.findings.participants import Participants
from core.findings.phrases import VERB, anywhere
from core.findings.utterances import Utterance
from core.models import Person

_NAME = r"@?(?P<name>[^\W\d][\w.\-|]*\w(?: [A-Z][\w\-]+)?)"
_OTHERS = r"(?:\s*(?:,|&|\band\b)\s*@?[\w.\-]+(?: [A-Z]\w+)?)*"
# "Write to the press" is no task of somebody called Write.
_TO = r"to(?!\s+(?:the|an?|our|all|every|this|that|these|those|us|them|him|her|it|my|your|their|his)\b)"
_SHALL = rf"(?:{_TO}|will|shall|should|must|can|needs? to|has to|have to|is going to|['’]ll)"
_LEADING = re.compile(rf"{_NAME}{_OTHERS}\s*(?:[:,]?\s+{_SHALL}\b|['’]ll\b)")
_LEADING_VERB = re.compile(rf"{_NAME}{_OTHERS}\s*[:,–-]?\s+(?:please\s+|pls\s+)?(?:{VERB})\b", re.IGNORECASE)
_LEADING_COLON = re.compile(rf"{_NAME}\s*(?::|\s[–-])\s+\S")
_LEADING_MENTION = re.compile(r"@(?P<name>[\w.\-]*\w)")
_PATTERNS = (_LEADING, _LEADING_VERB, _LEADING_MENTION, _LEADING_COLON)
_TRAILING = re.compile(
    r"(?:\(|\[|→|->|=>|—|–|\bowner:|\bassigned to|\bassignee:)\s*@?(?P<name>[^\W\d][\w.\- ]{1,40}?)\s*[)\]]?[.!]?$",
    re.IGNORECASE,
)
_VERB = re.compile(VERB, re.IGNORECASE)
_I = anywhere("I(?:'?(?:ll|m|d|ve))?", "my(?:self)?", "will do", "let me")
_YOU = anywhere("you(?:r|'ll|'re)?", "please")
# Words that stand where a name could: "need to", "we will".
_NO_NAMES = frozenset(
    """a about able action all also and another any anybody anyone but can could did do does due each either everybody
    everyone first going had has have he her here him hope hoping how i if in is it just let lets like maybe me might
    must need next no nobody not now ok okay on one or our please plan planning ready remember she should so some
    somebody someone something still supposed sure that the their them then there these they this those to today
    tomorrow try trying us used want was we what when where which who why will would yes yet you your""".split()
)


def named_owner(text: str, people: Participants, lenient: bool = False) -> Person | None:
    """The owner named in the words themselves: 'Ben to …', '@ben please …', '… (Ben)'.

    A name that nobody among the participants bears is taken only after `lenient` (a marker), with an empty id.
    """
    for pattern in _PATTERNS if lenient else _PATTERNS[:-1]:
        if (match := pattern.match(text)) and (
            owner := _person(match["name"], people, lenient and pattern is _LEADING)
        ):
            return owner
    trailing = _TRAILING.search(text)
    return _person(trailing["name"], people, False) if trailing else None


def owner_of(said: Utterance, people: Participants, earlier: Person | None) -> Person | None:
    """The owner of an unmarked task: who is named, who says "I", or who is addressed.

    `earlier` is the other party where that is clear; None leaves "you" open.
    """
    asked = ERRAND.search(said.body)
    promised = not asked and (COMMITMENT.search(said.body) or (_I.search(said.body) and not _YOU.search(said.body)))
    # "@Ana ok, I'll add it" is the speaker's.
    if (not promised or _LEADING.match(said.body)) and (named := named_owner(said.body, people)):
        return named
    if promised:
        return said.speaker or Person("", said.quoted or "")
    if _YOU.search(said.body):
        return said.addressee or earlier
    return None


def is_first_person(text: str) -> bool:
    return bool(_I.search(text))


def _person(name: str, people: Participants, lenient: bool) -> Person | None:
    name = name.strip()
    if name.lower() in _NO_NAMES or name.lower().split()[0] in _NO_NAMES:
        return None
    if name[0].islower() and not lenient and not people.known(name.lower()):  # "time to go" is not Tim's
        return None
    if found := people.find(name):
        return found
    return Person("", name) if lenient and not _VERB.fullmatch(name.split()[0]) else None  # "talk to Ben" names no Talk
