"""What people mark themselves: ACTION:, TODO, RESOLVED:, PROPOSAL:, a list under "Action items:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ACTION, DECISION, PROPOSAL = "action", "decision", "proposal"

_WHO = r"\s*(?:[(\[](?P<who>[^)\]]{1,40})[)\]])?"
_END = r"[\s*_`\])]*[:：]+[\s*_`]*"
_SHOUTED_END = r"(?:[\s*_`\])]*[:：–—-]+[\s*_`]*|[*_`\])]*\s+(?=\S))"
_MARKS = (
    (ACTION, rf"(?:action(?:\s+(?:item|point))?|to-?do|task|follow[- ]?up)s?{_WHO}{_END}", re.IGNORECASE),
    (ACTION, rf"(?:ACTION(?: ITEM| POINT)?|TODO){_WHO}{_SHOUTED_END}(?!items?\b)", 0),
    (ACTION, rf"AI{_WHO}{_END}", 0),
    (ACTION, r"(?:/todo|☐|\[ \])\s+", 0),
    (
        DECISION,
        rf"(?:(?:final\s+)?decision|decided|resolved|resolution|agreed|conclusion|consensus)s?{_END}",
        re.IGNORECASE,
    ),
    (DECISION, rf"(?:RESOLVED|DECIDED|DECISION|RESOLUTION|AGREED){_SHOUTED_END}(?:that\s+)?", 0),
    (PROPOSAL, rf"(?:proposal|proposed|motion|vote|poll){_END}", re.IGNORECASE),
    (PROPOSAL, rf"PROPOSAL{_SHOUTED_END}", 0),
)
_DECORATION = re.compile(r"(?:(?!☐|\[ \]|/todo)[\s\W_])*")
_PATTERNS = tuple((kind, re.compile(pattern, flags)) for kind, pattern, flags in _MARKS)
_ANY = re.compile(
    r"action|to-?do|task|follow|\bAI\b|☐|\[ \]|deci|resol|agreed|conclu|consensus|propos|motion|vote|poll",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-*•–·]|\d+[.)])\s+")
_INSIDE = re.compile(
    r"(?<=[.!?;])\s+(?=(?:ACTION|TODO|RESOLVED|DECISION)\b|(?:Decision|Decided|Resolved|Agreed|Action(?: item)?s?)\s*:)"
)
_NOTHING = re.compile(r"\W*(?:none|nothing|n/?a|no|yes|review|tbd|see (?:above|below)|\?*)\W*", re.IGNORECASE)
_LINK = re.compile(r"\S+://\S+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked line: its kind, its text without the marker, and the name in brackets as in "TODO(ben):"."""

    kind: str
    text: str
    who: str | None = None


def marked(text: str) -> Iterator[Marked]:
    """The marked lines of a message (or of one speaker's words) in order."""
    if not _ANY.search(text):
        return
    heading = None
    for line in _lines(text):
        bullet = _BULLET.match(line)
        found = _marked_line(line)
        if found and found.text:
            heading = None
            if _says_something(found):
                yield found
        elif found:
            heading = found.kind
        elif heading and bullet and _says_something(item := Marked(heading, line[bullet.end() :].strip())):
            yield item
        elif not bullet:
            heading = None


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.lstrip().startswith(">"):  # somebody else's words, repeated
            continue
        yield from _INSIDE.split(line)


def _marked_line(line: str) -> Marked | None:
    start = _DECORATION.match(line)
    rest = line[start.end() :] if start else line
    for kind, pattern in _PATTERNS:
        if match := pattern.match(rest):
            who = match.groupdict().get("who")
            return Marked(kind, rest[match.end() :].strip(" \t*_`"), who)
    return None


def _says_something(found: Marked) -> bool:
    """A link or "none" is no item; a decision that asks is none yet."""
    if found.kind == DECISION and found.text.endswith("?"):
        return False
    return not _NOTHING.fullmatch(_LINK.sub("", found.text))
