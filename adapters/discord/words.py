"""What somebody typed in Discord, its marks taken as what they refer to."""

import re
from collections.abc import Iterator, Mapping

from adapters import permalinks
from core.errors import RequestError
from core.words import InChannel, MessageAt, Named, Reference

_MARK = re.compile(r"<(?:(@!?|@&|#)(\d+))>|<(https?://[^<>\s]+)>|(https?://[^\s<>]+)")


def pieces(text: str, own: str = "", names: Mapping[str, str] = {}) -> Iterator[str | Reference]:
    """For `core.words.read`. `own` is Recap's user id: it is whom they speak to, and nobody that they mean.

    `names` of people by id, where they are known. A link's channel may be a thread: `Places` knows.
    """
    at = 0
    for mark in _MARK.finditer(text):
        yield text[at : mark.start()]
        at = mark.end()
        if found := _reference(mark, own, names):
            yield found
    yield text[at:]


def message_at(url: str) -> MessageAt | None:
    """The message that a link leads to; None where it is no permalink."""
    try:
        place = permalinks.parse(url)
    except RequestError:
        return None
    return MessageAt(place.channel_id, place.message_id)


def _reference(mark: re.Match[str], own: str, names: Mapping[str, str]) -> str | Reference | None:
    kind, id, quiet, url = mark.groups()
    if kind in ("@", "@!"):
        return None if id == own else Named(id, names.get(id, id))
    if kind == "#":
        return InChannel(id, "")
    if kind:
        return f"@{id}"
    link = quiet or url
    return message_at(link) or link
