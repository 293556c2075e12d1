"""What people type to see lists: "todos here", "decisions about pricing in #general"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.errors import RequestError
from core.words.clauses import FIRST_MARK, MARK
from core.words.pieces import joined
from core.words.wish import InChannel, MessageAt, Reference

Command = Literal["todos", "decisions", "digest"]

_COMMANDS: dict[Command, str] = {
    "todos": r"(?:show\s+|list\s+)?(?:my\s+|the\s+)?(?:open\s+)?(?:todos?|to-dos?|action\s+items?|tasks)\b",
    "decisions": r"(?:show\s+|list\s+)?(?:the\s+)?decisions?\b",
    "digest": r"digests?\b",
}
_HELP = re.compile(r"help|\?+", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about|on|regarding|concerning|for)\b", re.IGNORECASE)
_LEAD = re.compile(rf"(?:in|of|from|for)?\s*({MARK}|#[\w.-]+)", re.IGNORECASE)
_HERE = re.compile(r"(?:in\s+|of\s+|for\s+)?(?:here|this\s+channel)", re.IGNORECASE)
_MINE = re.compile(r"(?:mine|my\s+own|for\s+me|please|open|all)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TodosWish:
    """Whoever asks wants their own, or those of `here` or of a channel."""

    help: bool = False
    here: bool = False
    channel: InChannel | None = None


@dataclass(frozen=True, slots=True)
class DecisionsWish:
    """Decisions with these words, of all channels or of one."""

    help: bool = False
    words: str = ""
    here: bool = False
    channel: InChannel | None = None


def command(pieces: Iterable[str | Reference]) -> tuple[Command | None, list[str | Reference]]:
    """Which command a message to Recap begins with, and what comes after it; None: it asks for a summary."""
    given = list(pieces)
    first = next((place for place, it in enumerate(given) if not (isinstance(it, str) and not it.strip(" ,:/"))), None)
    said = given[first] if first is not None else None
    if first is None or not isinstance(said, str):
        return None, given
    text = said.strip(" ,:/")
    for name, pattern in _COMMANDS.items():
        if (found := re.match(pattern, text, re.IGNORECASE)) and not text.endswith("?"):
            return name, [text[found.end() :], *given[first + 1 :]]
    return None, given


def read_todos(pieces: Iterable[str | Reference]) -> TodosWish:
    """Errors: `RequestError`."""
    text, references = joined(pieces)
    if _HELP.fullmatch(text):
        return TodosWish(help=True)
    text, channel = _channel(text, references)
    if channel:
        return TodosWish(channel=channel)
    if _HERE.fullmatch(text):
        return TodosWish(here=True)
    if _MINE.fullmatch(text):
        return TodosWish()
    raise RequestError(f'"{text[:80]}" is nothing I understand. Try "todos", "todos here" or "todos #general"')


def read_decisions(pieces: Iterable[str | Reference]) -> DecisionsWish:
    """Errors: `RequestError`."""
    text, references = joined(pieces)
    if _HELP.fullmatch(text):
        return DecisionsWish(help=True)
    text, channel = _channel(text, references)
    here = bool(found := re.search(rf"(?:^|\s){_HERE.pattern}$", text, re.IGNORECASE))
    text = text[: found.start()] if found else text
    words = _ABOUT.sub("", text.strip(), count=1).strip(' ,."“”') if _ABOUT.match(text.strip()) else text
    return DecisionsWish(words=words.strip(' ,."“”'), here=here, channel=channel)


def _channel(text: str, references: list[Reference]) -> tuple[str, InChannel | None]:
    """The text without the channel that it names; people go by their names."""
    channel: InChannel | None = None
    for found in list(_LEAD.finditer(text)):
        named = _referred(found[1], references)
        if isinstance(named, InChannel):
            if channel not in (None, named):
                raise RequestError("One channel at a time: ask for each by itself")
            channel, text = named, text.replace(found[0], " ", 1)
    return " ".join(re.sub(MARK, lambda mark: _name(mark[0], references), text).split()), channel


def _referred(said: str, references: list[Reference]) -> Reference:
    return InChannel("", said[1:]) if said.startswith("#") else references[ord(said) - FIRST_MARK]


def _name(mark: str, references: list[Reference]) -> str:
    it = references[ord(mark) - FIRST_MARK]
    return "" if isinstance(it, MessageAt) else it.name
