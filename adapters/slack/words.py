"""What somebody typed in Slack, its marks taken as what they refer to."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from adapters import permalinks
from core.errors import RequestError
from core.words import InChannel, MessageAt, Named, Reference

_MARK = re.compile(r"<([@#!])([^<>|]+)(?:\|([^<>]*))?>|<(https?://[^<>|\s]+)(?:\|[^<>]*)?>|(https?://[^\s<>]+)")


def pieces(text: str, own: str = "") -> Iterator[str | Reference]:
    """For `core.words.read`. `own` is Recap's user id: it is whom they speak to, and nobody that they mean."""
    at = 0
    for mark in _MARK.finditer(text):
        yield _unescaped(text[at : mark.start()])
        at = mark.end()
        if found := _reference(mark, own):
            yield found
    yield _unescaped(text[at:])


def _reference(mark: re.Match[str], own: str) -> str | Reference | None:
    kind, id, label, *urls = mark.groups()
    if kind == "@":
        return None if id == own else Named(id, _unescaped(label or id))
    if kind == "#":
        return InChannel(id, _unescaped(label or ""))
    if kind == "!":
        return f"@{_unescaped(label or id)}"
    url = _unescaped(next(filter(None, urls)))
    return message_at(url) or url


def message_at(url: str) -> MessageAt | None:
    """The message that a link leads to; None where it is no permalink."""
    try:
        place = permalinks.parse(url)
    except RequestError:
        return None
    thread = parse_qs(urlsplit(url).query).get("thread_ts", [None])[0]
    return MessageAt(place.channel_id, place.message_id, thread)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
