"""What remains of a forgotten person in other people's messages: their words, without the mention."""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.models import Message

FORGOTTEN = "forgotten person"
_MENTION = re.compile(r"<@!?([^<>|\s]+)(?:\|[^<>]*)?>")  # as Slack and Discord deliver it


def without_mentions(message: Message, person_id: str, names: Iterable[str]) -> Message:
    """The message with `@name` and the platform's own mark of this person replaced.

    Where the platform's marks name others only, `@name` is a namesake and stays. A name without an @ stays too: whom
    it means cannot be known.
    """
    if "@" not in message.text and "@" not in (message.original or ""):
        return message
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    marked = set(_MENTION.findall(message.original or ""))
    if not longest_first or (marked and person_id not in marked):
        return message
    mention = re.compile(rf"@(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    text = mention.sub(f"@{FORGOTTEN}", message.text)
    original = message.original and mention.sub(f"@{FORGOTTEN}", _unmarked(message.original, person_id))
    return replace(message, text=text, original=original)


def _unmarked(original: str, person_id: str) -> str:
    return _MENTION.sub(lambda mark: f"@{FORGOTTEN}" if mark[1] == person_id else mark[0], original)
