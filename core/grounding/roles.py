"""Who says and who does what: what a statement says of people, its messages must say of the same ones.

People stand as `<PERSON_1>` in both.

A statement gives each person a part: who says something, who does it, who was asked. The same is read in the messages
that share its words: a person says what they wrote; does what they promise, report of themselves, take on, or what
others tell of them or ask them by name. Written for English; in other languages people stand next to no verb that is
known here, and only need to occur.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.grounding.parts import PERSON, Part, parts
from core.grounding.utterances import Utterance, read
from core.text.words import content

_ASKING = re.compile(r" (?:\w+ )?(?:ask|wonder|question|request|inquir)\w*")
_ABOUT_THE_SAME = 0.7  # of the words that the nearest sentence shares


@dataclass(frozen=True, slots=True)
class Line:
    """A message: `author` and everybody in `text` as `<PERSON_1>`."""

    author: str
    text: str


def misplaced(text: str, lines: Sequence[Line]) -> list[str]:
    """The people of a statement whose part in it is somebody else's in its messages."""
    said = list(read([(line.author, line.text) for line in lines]))
    return [p.person for p in parts(text) if not _fits(p, said)]


def may_own(owner: str, text: str, lines: Sequence[Line]) -> bool:
    """Whether it falls to this person to do what the text says."""
    said = list(read([(line.author, line.text) for line in lines]))
    return _fits(Part(owner, "does", PERSON.sub(" ", text)), said)


def _fits(part: Part, said: Sequence[Utterance]) -> bool:
    near = _near(part.words, said)
    if not near:
        return True
    if part.role == "says":
        return part.person in _speakers(part, near, said)
    if part.role == "asked":
        return any(u.author != part.person or part.person in u.told for u in near)
    if part.role == "has":
        return any(part.person in u.having for u in said)
    return part.person in _doers(part, near, said)


def _near(text: str, said: Sequence[Utterance]) -> list[Utterance]:
    """The sentences that share most words with a text; all where none shares any."""
    own = set(content(PERSON.sub(" ", text)))
    shares = [len(own & u.stems) for u in said]
    best = max(shares, default=0)
    return [u for u, share in zip(said, shares, strict=True) if share >= _ABOUT_THE_SAME * best]


def _speakers(part: Part, near: Sequence[Utterance], said: Sequence[Utterance]) -> set[str]:
    """Who wrote it, whom others quote with it, and of an agreement who gave it afterwards."""
    quoted = {p for u in near for p in u.quoted}
    writers = {u.author for u in near}
    if part.agrees:
        first = min(u.message for u in near)
        return quoted | {u.author for u in said if u in near or (u.message >= first and u.assents)}
    if all(u.question for u in near) and not _ASKING.match(part.words):  # what somebody says of it is the answer
        last = max(u.message for u in near)
        writers |= {u.author for u in said if u.message == last + 1}
    return quoted if quoted and not PERSON.search(part.words) else quoted | writers


def _doers(part: Part, near: Sequence[Utterance], said: Sequence[Utterance]) -> set[str]:
    """Who takes it on; else who is to do it, or did, by what the sentences say, and whoever then says yes."""
    first = min(u.message for u in near)
    own = set(content(PERSON.sub(" ", part.words)))
    told = {p for u in near for p in u.told}
    later = [u for u in said if u.message > first or u in near]
    taking = [u for u in later if u.takes or (u.promises and own & u.stems)]
    if taking := [u for u in taking if not u.suggests] or taking:
        return {u.author for u in taking} | told
    out = {p for u in near for p in u.doers}
    # "Reporting could go to Ana", and Ana answers.
    out |= {p for u in near for p in u.named if any(v.author == p and v.message > u.message for v in said)}
    if any(u.open for u in near):
        later = [u for u in said if u.message > first]
        out |= {p for u in later for p in u.told} or set(_answering(near, said)) or {u.author for u in near}
    return out


def _answering(near: Sequence[Utterance], said: Sequence[Utterance]) -> Iterator[str]:
    """Who else is there where somebody is asked without a name."""
    asking = {u.author for u in near if u.open}
    return (u.author for u in said if u.author not in asking)
