"""The parts that people have in a statement: who says, does, is asked, has something. People stand as `<PERSON_1>`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.text.sentences import sentences

PERSON = re.compile(r"<PERSON_\d+>")
_SAYS = (
    r"sa(?:y|ys|id)|tell(?:s)?|told|(?:report|mention|remark|ask|suggest|recommend|confirm|explain|warn|complain|want"
    r"|wonder|request|object|doubt|point|insist|remind|question|expect|offer|answer|vote|support|reject"
    r"|claim|add|ask|inform|thank|favou?r|present|comment|stress|emphasi[sz]e|express|clarify|estimat)(?:s|ed)?"
    r"|(?:not|propos|announc|prefer|argu|promis|describ|stat|rais|shar|clos|estimat|declin|refus|advis"
    r"|inquir)(?:e?s|r?ed|e)"
    r"|th(?:ink|inks|ought)|believe[sd]?|repl(?:y|ies|ied)|worr(?:y|ies|ied)|preferr?(?:s|ed)|felt|feels?"
    r"|clarifi(?:es|ed)"
)
_AGREES = (
    r"(?:confirm|accept|disagree|object|support|reject)(?:s|ed)?"
    r"|(?:agree|approve|refuse|decline|oppose|endorse|veto)[sd]?"
)
_TAKES_ON = r"(?:offer|volunteer)(?:s|ed)?|(?:promise|agree)[sd]?|commit(?:s|ted)?"
_BETWEEN = r"(?:,? (?:also|then|first|has|have|had|now|therefore|later|still|already|\w+ly|strongly|again))*"
_SPEAKING = re.compile(rf"{_BETWEEN} (?:{_SAYS}|{_AGREES})\b", re.IGNORECASE)
_AGREEING = re.compile(rf"{_BETWEEN} (?:{_AGREES})\b", re.IGNORECASE)
_PROMISING = re.compile(rf"{_BETWEEN} (?:{_TAKES_ON}) to\b", re.IGNORECASE)
_SAYING_NOUN = re.compile(
    r"(?:'s|’s) (?:\w+ )?(?:proposal|suggestion|question|idea|opinion|request|offer|concern|view|report|objection"
    r"|estimate"
    r"|recommendation|warning|complaint|answer|reply|favou?rite|preference|choice|impression|argument|assessment"
    r"|feedback|advice|guess|wish|worry|reason)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\baccording to $", re.IGNORECASE)
_SAID_BY = re.compile(rf"\b(?:{_SAYS}|{_AGREES}) (?:\w+ ){{0,2}}?by $", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|owner:|assigned to|falls to|handed to|responsibility of|up to|owned by) $", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:ask|tell|request|remind|want|need|invite|instruct)(?:s|ed)? $|\btold $|\bfor $", re.IGNORECASE
)
_TO_DO = re.compile(r" (?:to|whether|if)\b", re.IGNORECASE)
# Where a subject may stand: at the head of a sentence or a clause.
_SUBJECT = re.compile(
    r"(?:^|[,;:–-]\s|\b(?:and|but|or|that|while|because|so|then|whereas|since|if|after|when|before)\s)$"
)
_DOES = re.compile(
    r"(?:,? (?:also|then|now|already|later|still|instead|\w+ly))* (?!and\b|or\b|to\b|in\b|on\b|at\b|for\b|with\b"
    r"|by\b|from\b)"
    r"(?:will|is|was|has|had|can|should|must|would|does|did|needs?|plans?|takes?|took|\w+(?:ed|es|s)|\w{3,})\b",
    re.IGNORECASE,
)
_CLAUSE_WORDS = 4  # shorter ones say too little to be found again
_BEFORE_BY = 4  # "the rollback was made by": what is said of it
_OWNS = re.compile(r"['’]s\b")
_WHO = re.compile(r", who\b")
_AND_OTHERS = re.compile(r"(?:,|,? and|,? or) <PERSON_\d+>")

Role = Literal["says", "does", "asked", "has"]


@dataclass(frozen=True, slots=True)
class Part:
    """`words` is what the person says or does; `agrees`: says yes or no to what somebody else said."""

    person: str
    role: Role
    words: str
    agrees: bool = False


def parts(text: str) -> Iterator[Part]:
    """The people of a statement in order; none of those who are only mentioned."""
    for sentence in sentences(text):
        found = list(PERSON.finditer(sentence))
        roles = [_role(sentence, m.start(), m.end()) for m in found]
        for i in reversed(range(len(found) - 1)):
            if _AND_OTHERS.match(sentence, found[i].end()):
                roles[i] = roles[i + 1]
        for i, (mention, role) in enumerate(zip(found, roles, strict=True)):
            if role:
                yield Part(mention[0], role, _words(sentence, i, found, roles), _agrees(sentence, mention.end()))


def _role(sentence: str, start: int, end: int) -> Role | None:
    before = sentence[:start]
    if _NOTE.search(before) or _SAID_BY.search(before) or _SAYING_NOUN.match(sentence, end):
        return "says"
    if _OWNS.match(sentence, end):
        return "has"
    if _ASKED.search(before) and _TO_DO.match(sentence, end):
        return "asked"
    if _BY.search(before) or _WHO.match(sentence, end):
        return "does"
    if not _SUBJECT.search(before):
        return None
    if _PROMISING.match(sentence, end):
        return "does"
    if _SPEAKING.match(sentence, end):
        return "says"
    return "does" if _DOES.match(sentence, end) else None


def _agrees(sentence: str, end: int) -> bool:
    return bool(_AGREEING.match(sentence, end))


def _words(sentence: str, i: int, found: list[re.Match[str]], roles: list[Role | None]) -> str:
    """From a subject to the next one; the whole sentence where the person comes behind what they do, or says little."""
    before = sentence[: found[i].start()]
    if _BY.search(before) or _SAID_BY.search(before):
        return " ".join(before.split()[-_BEFORE_BY:])
    if not _SUBJECT.search(before) and not _WHO.match(sentence, found[i].end()):
        return sentence
    following = (m.start() for m, r in zip(found[i + 1 :], roles[i + 1 :], strict=True) if r in ("says", "does"))
    clause = sentence[found[i].end() : next(following, len(sentence))]
    return clause if len(clause.split()) >= _CLAUSE_WORDS else sentence
