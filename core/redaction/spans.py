"""Where personal data stands in a text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters `start` to `end` (exclusive) of a text are of this type, named as in Presidio. `score` is 0 to 1.

    `person` is the roster's id where the name is of somebody known, so that nickname and full name are one person.
    """

    type: str
    start: int
    end: int
    score: float = 1.0
    person: str = ""
    secret: bool = False


def join(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without overlaps, in order: those that overlap become one that covers them all.

    It takes the type of a secret before any other, then of the longest.
    """
    joined: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.start - f.end)):
        if joined and finding.start < joined[-1].end:
            joined[-1] = _both(joined[-1], finding)
        else:
            joined.append(finding)
    return tuple(joined)


def _both(first: Finding, second: Finding) -> Finding:
    stronger = max(first, second, key=lambda f: (f.secret, f.end - f.start, f.score))
    return replace(stronger, start=first.start, end=max(first.end, second.end))


def places(text: str, values: Mapping[str, Finding]) -> Iterator[Finding]:
    """Every place in the text where one of these values stands, with what the value was found to be."""
    for value, finding in values.items():
        at = text.find(value)
        while at >= 0:
            yield replace(finding, start=at, end=at + len(value))
            at = text.find(value, at + len(value))


def substitute(text: str, findings: Iterable[Finding], by: Callable[[Finding], str]) -> str:
    """The text with each finding replaced. `findings` are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for finding in findings:
        parts += (text[at : finding.start], by(finding))
        at = finding.end
    return "".join((*parts, text[at:]))
