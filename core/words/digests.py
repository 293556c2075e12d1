"""What people type after /digest: "daily 9:00 of #a #b to #c in German", "list", "pause 2"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import time
from functools import partial
from typing import Literal, get_args

from core import zones
from core.dates.names import WEEKDAY, weekday
from core.digests.digest import EVERY_DAY, WORDS_MAX, WORKDAYS, Kind
from core.errors import RequestError
from core.words.clauses import FIRST_MARK, LANGUAGE, MARK, SHORT_WORDS
from core.words.languages import LANGUAGES
from core.words.pieces import joined
from core.words.wish import InChannel, Reference

Act = Literal["help", "list", "preview", "pause", "resume", "remove"]

EXAMPLE = "digest daily 9:00 of #general to #team in German"
LEAST_WORDS = 50
_ACT = re.compile(rf"({'|'.join(get_args(Act))}|\?+)\s*(?:#|no\.?|number)?\s*(\w*)", re.IGNORECASE)
_any_case = partial(re.compile, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DigestWish:
    """Either an act on a digest, `which` is its number in the list; or a digest to be: what was not said is None.

    Without `act` and without any word (`empty`) somebody wants to be asked for all of it.
    """

    act: Act | None = None
    which: int | None = None
    channels: tuple[InChannel, ...] = ()
    destination: InChannel | None = None
    to_here: bool = False
    at: time | None = None
    days: tuple[int, ...] | None = None
    kind: Kind | None = None
    zone: str | None = None
    language: str | None = None
    max_words: int | None = None

    @property
    def empty(self) -> bool:
        return self == DigestWish()


@dataclass(slots=True)
class _Reading:
    """`to`: channels that come now are where to post."""

    references: list[Reference]
    wish: DigestWish = DigestWish()
    to: bool = False
    days: list[int] = field(default_factory=list)

    def take(self, **changes: object) -> None:
        self.wish = replace(self.wish, **changes)  # type: ignore[arg-type]

    def refer(self, channel: InChannel) -> None:
        if not self.to:
            self.take(channels=tuple(dict.fromkeys((*self.wish.channels, channel))))
        elif self.wish.destination in (None, channel):
            self.take(destination=channel)
        else:
            raise RequestError("A digest is posted in one channel: set up another one for the other")


def read_digest(pieces: Iterable[str | Reference]) -> DigestWish:
    """The wish of a text, of which the platform's marks are given as references. Errors: `RequestError`."""
    text, references = joined(pieces)
    if act := _ACT.fullmatch(text):
        return _acted(act)
    reading, rest = _Reading(references), text
    while rest := rest.lstrip(" \t\n,;."):
        rest = rest[_clause(reading, rest) :]
    if reading.days:
        reading.take(days=tuple(sorted(set(reading.days))))
    return reading.wish


def _acted(found: re.Match[str]) -> DigestWish:
    act, which = found[1].lower(), found[2]
    if which and not which.isdecimal():
        raise RequestError(f"Say which digest by its number in the list: digest {act} 1")
    known: tuple[Act, ...] = get_args(Act)
    return DigestWish(act=next((it for it in known if it == act), "help"), which=int(which) if which else None)


def _clause(reading: _Reading, rest: str) -> int:
    for pattern, take in _CLAUSES:
        if found := pattern.match(rest):
            take(reading, found)
            return found.end()
    unclear = re.sub(MARK, "…", rest)
    raise RequestError(f'"{unclear[:80]}" is nothing I understand. Try "{EXAMPLE}", or "digest help"')


def _reference(reading: _Reading, found: re.Match[str]) -> None:
    it = reading.references[ord(found[0]) - FIRST_MARK]
    if not isinstance(it, InChannel):
        raise RequestError("A digest is of channels, and is posted in one")
    reading.refer(it)


def _named(reading: _Reading, found: re.Match[str]) -> None:
    reading.refer(InChannel("", found[1]))


def _direction(reading: _Reading, found: re.Match[str]) -> None:
    reading.to = found[1].lower() in ("to", "into")


def _here(reading: _Reading, found: re.Match[str]) -> None:
    reading.take(to_here=True)


def _every(reading: _Reading, found: re.Match[str]) -> None:
    reading.days += WORKDAYS if "w" in found[1].lower() else EVERY_DAY


def _between(reading: _Reading, found: re.Match[str]) -> None:
    first, last = weekday(found[1]), weekday(found[2])
    reading.days += [it % 7 for it in range(first, last + (1 if first <= last else 8))]


def _day(reading: _Reading, found: re.Match[str]) -> None:
    reading.days.append(weekday(found[1].removesuffix("s")) if found[1].endswith("days") else weekday(found[1]))


def _kind(reading: _Reading, found: re.Match[str]) -> None:
    reading.take(kind="weekly" if "week" in found[0].lower() else "daily")


def _clock(reading: _Reading, found: re.Match[str]) -> None:
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise RequestError(f'"{found[0].strip()}" is no time of day')
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise RequestError(f'"{found[0].strip()}" is no time of day')
    reading.take(at=time(hour, minute))


def _zone(reading: _Reading, found: re.Match[str]) -> None:
    if zones.named(found[1]) is None:
        raise RequestError(f'"{found[1]}" is no time zone I know: try "Europe/Berlin"')
    reading.take(zone=found[1])


def _language(reading: _Reading, found: re.Match[str]) -> None:
    reading.take(language=LANGUAGES[found[1].casefold()])


def _words(reading: _Reading, found: re.Match[str]) -> None:
    count = int(found[1])
    if not LEAST_WORDS <= count <= WORDS_MAX:
        raise RequestError(f"A digest has from {LEAST_WORDS} to {WORDS_MAX} words")
    reading.take(max_words=count)


def _shorter(reading: _Reading, found: re.Match[str]) -> None:
    reading.take(max_words=max(SHORT_WORDS, LEAST_WORDS))


def _nothing(reading: _Reading, found: re.Match[str]) -> None:
    pass


_EVERY = r"(?:every|each|all)\s+"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days"
_FILLER = "please new add set up make create post send a an the digest summary channel channels it and with me at on in"
_CLAUSES: tuple[tuple[re.Pattern[str], Callable[[_Reading, re.Match[str]], None]], ...] = (
    (re.compile(MARK), _reference),
    (_any_case(r"#([\w.-]+)"), _named),
    (_any_case(rf"(?:on\s+|from\s+)?({WEEKDAY})\s*(?:-|–|to|through|until)\s*({WEEKDAY})"), _between),
    (_any_case(rf"(?:on\s+|and\s+|{_EVERY})*({_DAYS}|{WEEKDAY})"), _day),
    (_any_case(rf"(?:on\s+)?({_EVERY}day\b|(?:{_EVERY})?(?:weekdays?|workdays?|working\s+days?)\b)"), _every),
    (_any_case(rf"(?:daily|weekly|{_EVERY}week|once\s+a\s+week)\b"), _kind),
    (_any_case(r"(?:in\s+|at\s+most\s+|under\s+)?(\d{1,5})\s+words\b"), _words),
    (_any_case(r"(?:at\s+)?(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?(?:\s*(?:o'clock|h|uhr))?(?![\w:])"), _clock),
    (re.compile(r"(?:in\s+)?((?:[A-Z][A-Za-z_]+)(?:/[A-Za-z_+\-0-9]+)+|UTC|GMT)(?!\w)"), _zone),
    (_any_case(LANGUAGE), _language),
    (_any_case(r"(?:make\s+it\s+)?(?:short(?:er)?|brief(?:ly)?)(?!\w)"), _shorter),
    (_any_case(r"(?:to\s+|in\s+)?here\b"), _here),
    (_any_case(r"(to|into|of|from|about|for)\b"), _direction),
    (_any_case(rf"(?:{_FILLER.replace(' ', '|')})\b"), _nothing),
)
