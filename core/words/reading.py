"""Words to a wish: clause after clause, in any order."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.errors import RequestError
from core.ports.messages import Window
from core.words import times
from core.words.clauses import MARK, Reading, clause
from core.words.pieces import joined
from core.words.wish import Named, Reference, Wish

_HELP = re.compile(r"(?:help|\?+|hi|hello)\W*", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:what|who|whose|which|when|where|why|how|did|does|do|is|are|was|were|has|have)\b|.*\?$", re.IGNORECASE
)
# What has a meaning of its own wherever it stands.
_PHRASES: dict[str, dict[str, object]] = {
    r"\bsince\s+(?:i\s+last\s+asked|my\s+last\s+(?:summary|question))\b": {"since": "asked"},
    r"\bwhat(?:'s|’s|\s+is|\s+has)?\s+changed\s*\?*$": {"since": "asked"},
    r"\bsince\s+i\s+was\s+(?:last\s+)?(?:here|active|away)\b": {"since": "active"},
    r"\bcatch\s+me\s+up\b": {"mine": True, "since": "active"},
    r"\bwhat\s+(?:did|have)\s+i\s+miss(?:ed)?\b": {"since": "active"},
}


def read(pieces: Iterable[str | Reference], now: datetime) -> Wish:
    """The wish of a text, of which the platform's marks are given as references. `now` is in the person's time zone.

    A question ("what is still open?") is what the answer is to be about. Errors: `RequestError` with examples.
    """
    text, references = joined(pieces)
    reading = Reading(now, references)
    if _HELP.fullmatch(text):
        return Wish(help=True)
    rest = _without_phrases(reading, text)
    if _QUESTION.match(rest):
        _ask(reading, rest)
        rest = ""
    while rest := rest.lstrip(" \t\n,;.!?"):
        rest = rest[clause(reading, rest) :]
    return _checked(reading)


def _without_phrases(reading: Reading, text: str) -> str:
    for pattern, change in _PHRASES.items():
        text, found = re.subn(pattern, " ", text, flags=re.IGNORECASE)
        if found:
            reading.wish = replace(reading.wish, **change)  # type: ignore[arg-type]
    text = " ".join(text.split())
    return text if text.strip(" ?!.,") else ""


def _ask(reading: Reading, question: str) -> None:
    """All of it is the focus; the channel and links that it names, and a time at its end, say where to look."""
    for mark in re.findall(MARK, question):
        if not isinstance(reading.reference(mark), Named):
            reading.refer(mark)
    said = reading.names(question)
    reading.ask(focus=said)
    words = said.rstrip(" ?.!").split()
    for start in range(max(1, len(words) - times.WORDS_MAX), len(words)):
        since = words[start].lower() == "since"
        tail = words[start + since :]
        found = times.leading(tail, reading.now)
        if found and found[0] == len(tail):
            window = Window(found[1]) if since else times.named(" ".join(tail), found[1], reading.now)
            reading.wish = replace(reading.wish, window=window)
            return


def _checked(reading: Reading) -> Wish:
    wish = reading.wish
    if reading.until:
        wish = replace(wish, window=Window(wish.window.since if wish.window else None, reading.until))
    if wish.window and wish.window.since and wish.window.until and wish.window.since >= wish.window.until:
        raise RequestError("That ends before it begins: name the earlier time first")
    linked = tuple(dict.fromkeys(reading.linked))
    if len(linked) > 2:
        raise RequestError("Give one link for its thread, or two: from which message to which")
    if len({message.channel_id for message in linked}) > 1:
        raise RequestError("The two links lead to different channels: give two of the same one")
    return replace(wish, messages=linked)
