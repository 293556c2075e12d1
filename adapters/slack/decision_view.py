"""Decisions in a list, each linked."""

from collections.abc import Sequence

from adapters.slack.rich import Json, LinksOf, footer, lists, paged, title
from core import replies
from core.replies.lines import Line, Listing


def decided(heading: str, lines: Sequence[Line], links: LinksOf) -> list[Json]:
    """In one message; where they do not fit it says so."""
    first, *more = paged([title(heading), *lists([Listing("", tuple(lines))], links)])
    return [*first, *([footer(replies.CUT)] if more else [])]
