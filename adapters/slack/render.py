"""A summary as Block Kit. What people wrote goes into rich text, where no mention, link or style is read from it.

Limits: https://docs.slack.dev/reference/block-kit/blocks; those of a whole message are kept with room for buttons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from adapters.slack import wire
from adapters.slack.inert import markdown, plain
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.summary import ActionItem, Statement, Summary

Json = dict[str, Any]
Links = Callable[[str], str]

STATEMENT_MAX_CHARS = 1_500
OVERVIEW_MAX_CHARS = 2_800
BLOCK_MAX_CHARS = 2_900
PAGE_MAX_CHARS = 9_000
PAGE_MAX_BLOCKS = 40
FOOTER_MAX_CHARS = 1_000
LINKS_MAX = 5  # of one statement
_BOLD, _ITALIC = {"bold": True}, {"italic": True}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement under its heading, as elements of rich text."""

    heading: str
    elements: list[Json]

    @property
    def size(self) -> int:
        return sum(len(e.get("text", "")) + len(e.get("url", "")) for e in self.elements)


def links(address: str, channel: str, threads: Mapping[str, str | None] = {}) -> Links:
    """Where messages (ids) of a channel are; `threads` are their roots, as far as they are known."""
    archive = wire.archive(address, channel)
    return lambda message: wire.permalink(archive, message, threads.get(message))


def pages(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False) -> list[list[Json]]:
    """The blocks of one message or of several, one after the other; the footer stands on the last."""
    title = _rich([_section([_text(plain(replies.heading(channel, thread), 150), _BOLD)])])
    out: list[list[Json]] = [[title]]
    if summary.overview:
        out[0].append(_rich([_section([_text(plain(summary.overview, OVERVIEW_MAX_CHARS))])]))
    used = sum(map(_size, out[0]))
    for block in _blocks(_lines(summary, link)):
        if used + _size(block) > PAGE_MAX_CHARS or len(out[-1]) >= PAGE_MAX_BLOCKS:
            out.append([])
            used = 0
        out[-1].append(block)
        used += _size(block)
    out[-1].append(footer(replies.coverage(summary.coverage, zone), " ".join(sentences(summary))))
    return out


def footer(*lines: str) -> Json:
    texts = [{"type": "plain_text", "text": plain(line, FOOTER_MAX_CHARS), "emoji": False} for line in lines]
    return {"type": "context", "elements": texts}


def streamed(statement: Statement, link: Links) -> str:
    """The markdown of one statement that has just come."""
    owner = f"{statement.owner.name}: " if isinstance(statement, ActionItem) and statement.owner else ""
    sources = " ".join(f"[{n}]({link(id)})" for n, id in enumerate(statement.sources[:LINKS_MAX], 1))
    return f"- {markdown(owner + statement.text, STATEMENT_MAX_CHARS)} {sources}\n"


def _lines(summary: Summary, link: Links) -> Iterator[Line]:
    for topic, points in _by_topic(summary):
        for point in points:
            yield Line(plain(topic or "Points", 150), _statement(point, link))
    for heading, statements in (
        ("Decisions", summary.decisions),
        ("Action items", summary.action_items),
        ("Open questions", summary.open_questions),
    ):
        for statement in statements:
            yield Line(heading, _statement(statement, link))


def _by_topic(summary: Summary) -> Iterable[tuple[str | None, Sequence[Statement]]]:
    topics: dict[str | None, list[Statement]] = {}
    for point in summary.points:
        topics.setdefault(point.topic, []).append(point)
    return topics.items()


def _statement(statement: Statement, link: Links) -> list[Json]:
    elements = []
    text = plain(statement.text, STATEMENT_MAX_CHARS)
    if isinstance(statement, ActionItem):
        owner = plain(statement.owner.name, 80) if statement.owner else "No owner"
        due = f", by {statement.due:%Y-%m-%d}" if statement.due else ""
        elements.append(_text(f"{owner}{due}: ", _BOLD))
        text = text.removeprefix(f"{owner}: ") or text
    elements.append(_text(text))
    if statement.unconfirmed:
        elements.append(_text(" (unconfirmed)", _ITALIC))
    for number, id in enumerate(statement.sources[:LINKS_MAX], 1):
        elements += [_text(" "), {"type": "link", "url": link(id), "text": f"[{number}]"}]
    return elements


def _blocks(lines: Iterable[Line]) -> Iterator[Json]:
    """A heading and its statements in a block; a long list in several."""
    heading, items, used = "", list[Json](), 0
    for line in lines:
        if items and (line.heading != heading or used + line.size > BLOCK_MAX_CHARS):
            yield _list(heading, items)
            items, used = [], 0
        heading = line.heading
        items.append(_section(line.elements))
        used += line.size
    if items:
        yield _list(heading, items)


def _list(heading: str, items: list[Json]) -> Json:
    return _rich(
        [
            _section([_text(heading, _BOLD)]),
            {"type": "rich_text_list", "style": "bullet", "elements": items},
        ]
    )


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _section(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements}


def _text(text: str, style: Json | None = None) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def _size(value: Any) -> int:
    """Characters that people see or follow, in a block."""
    if isinstance(value, dict):
        return sum(len(v) if k in ("text", "url") and isinstance(v, str) else _size(v) for k, v in value.items())
    return sum(map(_size, value)) if isinstance(value, list) else 0
