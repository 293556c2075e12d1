"""The clauses of what people type: each takes itself in, and says how long it was."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from core.errors import RequestError
from core.ports.messages import Window
from core.words import times
from core.words.languages import LANGUAGES
from core.words.wish import InChannel, MessageAt, Named, Reference, Wish

EXAMPLES = '"last 50", "2h", "since monday", "yesterday", "from @ana about pricing", "in German", or "help"'
REFERENCES_MAX = 50
NEWEST_MAX = 10_000
SHORT_WORDS = 60
LEAST_WORDS, MOST_WORDS = 10, 2_000
FIRST_MARK = 0xE000  # private characters stand for references while the words around them are read
MARK = f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + REFERENCES_MAX - 1)}]"

_any_case = partial(re.compile, flags=re.IGNORECASE)
_UNIT = r"(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?)\b"
_NAMES = "|".join(sorted(map(re.escape, LANGUAGES), key=len, reverse=True))
LANGUAGE = rf"(?:in|auf|en)\s+({_NAMES})(?!\w)"
_TIME_LEAD = _any_case(r"(?:(since|after|from)|(until|till|before|to|up to))\s+(?:the\s+last\s+)?")
_FILLER = _any_case(
    r"(?:please|can you|could you|summari[sz]e|summary|recap|minutes|give me|me|the|a|an|of|for|on|this|here|channel"
    r"|in(?=\s+th[ei])|thread|conversation|messages?|everything|all|and|with|it|to)\b"
)
# Where a focus ends: it may hold any other words.
_NEXT = _any_case(
    rf"\s+(?=(?:since|until|till|yesterday|today)\b|last\s+\d|(?:from|by|in)\s+(?:@|#|{MARK})|{MARK}"
    rf"|(?:in|auf|en)\s+(?:{_NAMES})(?!\w)|(?:in\s+)?\d+\s+words\b|shorter\b|(?:this|last)\s+(?:week|month)\b)"
)


@dataclass(slots=True)
class Reading:
    """What was understood so far."""

    now: datetime
    references: list[Reference]
    wish: Wish = Wish()
    until: datetime | None = None
    linked: list[MessageAt] = field(default_factory=list)

    def ask(self, **request: object) -> None:
        self.wish = replace(self.wish, request=replace(self.wish.request, **request))  # type: ignore[arg-type]

    def reference(self, mark: str) -> Reference:
        return self.references[ord(mark) - FIRST_MARK]

    def names(self, text: str) -> str:
        """The text with the names of what is referred to; links have none."""

        def name(mark: re.Match[str]) -> str:
            it = self.reference(mark[0])
            return "" if isinstance(it, MessageAt) else it.name

        return " ".join(re.sub(MARK, name, text).split())

    def refer(self, mark: str) -> None:
        match self.reference(mark):
            case InChannel() as channel:
                if self.wish.channel not in (None, channel):
                    raise RequestError("I read one channel at a time: ask for each by itself")
                self.wish = replace(self.wish, channel=channel)
            case Named() as person:
                self.wish = replace(self.wish, author=person)
            case MessageAt() as message:
                self.linked.append(message)


def clause(reading: Reading, rest: str) -> int:
    """Take in what stands first; how many characters it was. Errors: `RequestError`."""
    for pattern, take in _CLAUSES:
        if (found := pattern.match(rest)) and (taken := take(reading, found)) is not None:
            return taken
    if (taken := _time(reading, rest)) is not None:
        return taken
    if filler := _FILLER.match(rest):
        return filler.end()
    unclear = re.sub(MARK, "…", rest)
    raise RequestError(f'"{unclear[:80]}" is nothing I understand. Try {EXAMPLES}')


def _time(reading: Reading, rest: str) -> int | None:
    """A time alone, or with what goes before it: since, until, from ... to."""
    lead = _TIME_LEAD.match(rest)
    begin = lead.end() if lead else 0
    words = re.split(MARK, rest[begin:])[0].split(" ")
    found = times.leading(words, reading.now)
    if not found:
        return None
    count, moment = found
    text = " ".join(words[:count])
    alone = times.named(text.strip(" ,.;?!"), moment, reading.now)
    if lead and lead[2]:
        reading.until = (alone.until if lead[2].lower().endswith("to") else None) or moment  # to Tuesday: its end
    else:
        reading.wish = replace(reading.wish, window=Window(since=moment) if lead else alone)
    return begin + len(text)


def _newest(reading: Reading, found: re.Match[str]) -> int:
    count = int(found[1])
    if not 0 < count <= NEWEST_MAX:
        raise RequestError(f"I read from 1 to {NEWEST_MAX:,} messages at a time")
    reading.wish = replace(reading.wish, newest=count)
    return found.end()


def _reference(reading: Reading, found: re.Match[str]) -> int:
    reading.refer(found[1])
    return found.end()


def _channel(reading: Reading, found: re.Match[str]) -> int:
    reading.wish = replace(reading.wish, channel=InChannel("", found[1]))
    return found.end()


def _author(reading: Reading, found: re.Match[str]) -> int:
    reading.wish = replace(reading.wish, author=Named("", found[1]))
    return found.end()


def _author_by_name(reading: Reading, found: re.Match[str]) -> int | None:
    """Not where it is a time: "from monday"."""
    return None if times.moment(found[1], reading.now) else _author(reading, found)


def _focus(reading: Reading, found: re.Match[str]) -> int:
    """What is quoted, else all up to where another clause begins."""
    about = found[1] or _NEXT.split(found[2], maxsplit=1)[0]
    if not about.strip(" ,."):
        raise RequestError('Say what it is to be about: "about pricing"')
    reading.ask(focus=reading.names(about).strip(" ,."))
    return found.end(1) + 1 if found[1] else found.start(2) + len(about)


def _language(reading: Reading, found: re.Match[str]) -> int:
    reading.ask(language=LANGUAGES[found[1].casefold()])
    return found.end()


def _shorter(reading: Reading, found: re.Match[str]) -> int:
    reading.ask(max_words=SHORT_WORDS)
    return found.end()


def _words(reading: Reading, found: re.Match[str]) -> int:
    count = int(found[1])
    if not LEAST_WORDS <= count <= MOST_WORDS:
        raise RequestError(f"A summary has from {LEAST_WORDS} to {MOST_WORDS:,} words")
    reading.ask(max_words=count)
    return found.end()


_CLAUSES: tuple[tuple[re.Pattern[str], Callable[[Reading, re.Match[str]], int | None]], ...] = (
    (_any_case(rf"(?:the\s+)?(?:last|latest|newest)\s+(\d{{1,9}})\b(?!\s*{_UNIT})(?:\s+messages?\b)?"), _newest),
    (_any_case(r"(\d{1,9})\s+messages?\b"), _newest),
    (_any_case(rf"(?:in|on|from|by|to|until|till|and|of)?\s*({MARK})"), _reference),
    (_any_case(r"(?:in\s+)?#([\w.-]+)"), _channel),
    (_any_case(r"(?:(?:from|by)\s+)?@([\w.-]+)"), _author),
    (_any_case(LANGUAGE), _language),
    (_any_case(r"(?:in|at most|under|max(?:imum)?|up to)?\s*(\d{1,9})\s+words\b"), _words),
    (_any_case(r"(?:make it\s+)?(?:a\s+)?(?:short(?:er)?|brief(?:ly)?|in short|tl;?dr)(?!\w)"), _shorter),
    (_any_case(r"(?:about|regarding|concerning|focus(?:ing|ed)?\s+on)\b\s*(?:[\"“]([^\"”]+)[\"”]|(.*))"), _focus),
    (_any_case(r"(?:from|by)\s+([^\W\d][\w.-]*)"), _author_by_name),
)
