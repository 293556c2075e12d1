"""What somebody typed to Recap in Teams, its marks taken as what they refer to."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from adapters import permalinks
from adapters.teams.live import body
from core.errors import RequestError
from core.words import InChannel, MessageAt, Named, Reference

_MARK = re.compile(r"<at[^>]*>(.*?)</at>|(https?://[^\s<>\"]+)", re.DOTALL | re.IGNORECASE)
_LINKED = re.compile(r"<a\s[^>]*href=[\"'](https://teams\.microsoft\.com/l/message/[^\"']+)", re.IGNORECASE)


def pieces(activity: Mapping[str, Any]) -> Iterator[str | Reference]:
    """For `core.words.read`. Recap's own mention is whom they speak to, and nobody that they mean."""
    text, at = (activity.get("text") or "").replace("\xa0", " "), 0
    named = _named(activity)
    for mark in _MARK.finditer(text):
        yield html.unescape(text[at : mark.start()])
        at = mark.end()
        if found := _reference(mark, named):
            yield found
    yield html.unescape(text[at:])
    for url in _LINKED.findall(body(activity)):
        if html.unescape(url) not in html.unescape(text) and (linked := message_at(html.unescape(url))):
            yield linked


def message_at(url: str) -> MessageAt | None:
    """The message that a link leads to; None where it is no permalink."""
    try:
        place = permalinks.parse(url)
    except RequestError:
        return None
    root = parse_qs(urlsplit(url).query).get("parentMessageId", [None])[0]
    return MessageAt(place.channel_id, place.message_id, root)


def _reference(mark: re.Match[str], named: Mapping[str, Reference | None]) -> str | Reference | None:
    if mark[2]:
        return message_at(html.unescape(mark[2])) or html.unescape(mark[2])
    return named.get(mark[0], f"@{html.unescape(mark[1])}")


def _named(activity: Mapping[str, Any]) -> dict[str, Reference | None]:
    """By the text that stands for them; None for Recap."""
    own, found = activity["recipient"]["id"], dict[str, Reference | None]()
    for entity in activity.get("entities") or ():
        if entity.get("type") == "mention":
            who = entity.get("mentioned") or {}
            id, name = str(who.get("id") or ""), str(who.get("name") or "")
            channel = who.get("type") == "channel" or id.startswith("19:")
            found[str(entity.get("text"))] = None if id == own else (InChannel if channel else Named)(id, name)
    return found
