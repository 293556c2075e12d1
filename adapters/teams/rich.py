"""Lists in Adaptive Cards. What people wrote goes into rich text, where no link or style is read from it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from adapters.teams.buttons import Json, rich, run
from adapters.teams.inert import plain
from core.replies.lines import Line, Listing

LinksOf = Callable[[Line], Sequence[str]]

TITLE_MAX_CHARS, TEXT_MAX_CHARS, FOOTER_MAX_CHARS = 150, 2_800, 1_000
LINE_MAX_CHARS = 1_500
LINKS_MAX = 5  # of one line
PAGE_MAX_BYTES = 20_000


def title(text: str) -> Json:
    return rich([run(plain(text, TITLE_MAX_CHARS), weight="bolder", size="medium")], spacing="medium")


def paragraph(text: str) -> Json:
    return rich([run(plain(text, TEXT_MAX_CHARS))])


def footer(*lines: str) -> list[Json]:
    said = [plain(text, FOOTER_MAX_CHARS) for text in lines if text]
    return [rich([run(text, isSubtle=True, size="small")], spacing="small") for text in said]


def lists(listings: Iterable[Listing], links: LinksOf) -> Iterator[Json]:
    """An element for each heading and each line, so that long lists go on in the next card."""
    for listing in listings:
        if listing.heading and listing.lines:
            yield rich([run(plain(listing.heading, TITLE_MAX_CHARS), weight="bolder")], spacing="medium")
        for line in listing.lines:
            yield rich([run("• "), *inlines(line, links(line))], spacing="small")


def inlines(line: Line, links: Sequence[str]) -> list[Json]:
    runs = [run(plain(line.lead, TITLE_MAX_CHARS) + " ", weight="bolder")] if line.lead else []
    runs.append(run(plain(line.text, LINE_MAX_CHARS)))
    if line.remark:
        runs.append(run(f" {plain(line.remark, TITLE_MAX_CHARS)}", isSubtle=True))
    for number, url in enumerate(links[:LINKS_MAX], 1):
        runs += [run(" "), run(f"[{number}]", color="accent", selectAction={"type": "Action.OpenUrl", "url": url})]
    return runs


def paged(elements: Iterable[Json], most: int = PAGE_MAX_BYTES) -> list[list[Json]]:
    """As many on a page as its bytes allow, in order."""
    out, used = list[list[Json]]([[]]), 0
    for element in elements:
        size = len(json.dumps(element).encode())
        if out[-1] and used + size > most:
            out.append([])
            used = 0
        out[-1].append(element)
        used += size
    return out
