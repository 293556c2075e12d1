"""Lines and lists as rich text, in which nothing that people wrote is obeyed; and what fits one message.

Limits: https://docs.slack.dev/reference/block-kit/blocks; those of a whole message are kept with room for buttons.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from adapters.slack.inert import plain
from core.replies.lines import Line, Listing

Json = dict[str, Any]
LinksOf = Callable[[Line], Sequence[str]]

STATEMENT_MAX_CHARS = 1_500
LEAD_MAX_CHARS = 100
REMARK_MAX_CHARS = 300
BLOCK_MAX_CHARS = 2_900
PAGE_MAX_CHARS = 9_000
PAGE_MAX_BLOCKS = 40
HEADING_MAX_CHARS = 150
PARAGRAPH_MAX_CHARS = 2_800
FOOTER_MAX_CHARS = 1_000
LINKS_MAX = 5  # of one line
BOLD, ITALIC = {"bold": True}, {"italic": True}


def title(said: str) -> Json:
    return rich([section([text(plain(said, HEADING_MAX_CHARS), BOLD)])])


def paragraph(said: str) -> Json:
    return rich([section([text(plain(said, PARAGRAPH_MAX_CHARS))])])


def footer(*lines: str) -> Json:
    texts = [{"type": "plain_text", "text": plain(line, FOOTER_MAX_CHARS), "emoji": False} for line in lines]
    return {"type": "context", "elements": texts}


def elements(line: Line, urls: Sequence[str]) -> list[Json]:
    """Of one line: what leads it, its text, a remark, its links."""
    shown = [text(plain(line.lead, LEAD_MAX_CHARS).removesuffix(":") + ": ", BOLD)] if line.lead else []
    shown.append(text(plain(line.text, STATEMENT_MAX_CHARS)))
    if line.remark:
        shown.append(text(f" {plain(line.remark, REMARK_MAX_CHARS)}", ITALIC))
    for number, url in enumerate(urls[:LINKS_MAX], 1):
        shown += [text(" "), {"type": "link", "url": url, "text": f"[{number}]"}]
    return shown


def lists(listings: Iterable[Listing], links: LinksOf) -> Iterator[Json]:
    """A heading and its lines in a block; a long list in several."""
    for listing in listings:
        items, used = list[Json](), 0
        for line in listing.lines:
            item = section(elements(line, links(line)))
            if items and used + size(item) > BLOCK_MAX_CHARS:
                yield _list(listing.heading, items)
                items, used = [], 0
            items.append(item)
            used += size(item)
        if items:
            yield _list(listing.heading, items)


def paged(blocks: Iterable[Json]) -> list[list[Json]]:
    """The blocks in as many messages as they need, in order; one at least."""
    pages: list[list[Json]] = [[]]
    used = 0
    for block in blocks:
        if pages[-1] and (used + size(block) > PAGE_MAX_CHARS or len(pages[-1]) >= PAGE_MAX_BLOCKS):
            pages.append([])
            used = 0
        pages[-1].append(block)
        used += size(block)
    return pages


def size(value: Any) -> int:
    """Characters that people see or follow, in a block."""
    if isinstance(value, dict):
        return sum(len(v) if k in ("text", "url") and isinstance(v, str) else size(v) for k, v in value.items())
    return sum(map(size, value)) if isinstance(value, list) else 0


def rich(parts: list[Json]) -> Json:
    return {"type": "rich_text", "elements": parts}


def section(parts: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": parts}


def text(said: str, style: Json | None = None) -> Json:
    return {"type": "text", "text": said} | ({"style": style} if style else {})


def _list(heading: str, items: list[Json]) -> Json:
    listed = {"type": "rich_text_list", "style": "bullet", "elements": items}
    return rich([section([text(plain(heading, HEADING_MAX_CHARS), BOLD)]), listed] if heading else [listed])
