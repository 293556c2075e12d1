"""A digest as Slack's messages: the post, and the details in the thread under it."""

from collections.abc import Iterator, Sequence

from adapters.slack.inert import plain
from adapters.slack.rich import Json, LinksOf, footer, lists, paged, paragraph, rich, section, text, title
from core.digests.post import DigestPost
from core.replies import digests as said
from core.replies.digests import Part
from core.replies.lines import Line

LINKS_IN_POST_MAX = 2  # of one line; in the thread it has all
REMARKS_MAX = 12
REMARK_MAX_CHARS = 250


def messages(post: DigestPost, links: LinksOf) -> list[list[Json]]:
    """The blocks of each message, the first in the channel and the others in its thread. Nothing is left out."""

    def some(line: Line) -> Sequence[str]:
        return links(line)[:LINKS_IN_POST_MAX]

    outline = said.outline(post)
    first, *more = paged([title(outline.headline), *(block for part in outline.parts for block in _part(part, some))])
    first = [*first, *_remarks(outline.remarks), footer(outline.footer)]
    return [first, *more, *details(post, links)]


def details(post: DigestPost, links: LinksOf) -> list[list[Json]]:
    """Of the channels of which there is more to say than the post does."""
    blocks = [block for part in said.details(post) for block in (*_part(part, links), footer(part.footer))]
    return paged(blocks) if blocks else []


def _part(part: Part, links: LinksOf) -> Iterator[Json]:
    yield title(part.title)
    if part.about:
        yield paragraph(part.about)
    yield from lists(part.lists, links)


def _remarks(remarks: Sequence[str]) -> Iterator[Json]:
    if remarks:
        shown = [plain(remark, REMARK_MAX_CHARS) for remark in remarks[:REMARKS_MAX]]
        yield rich([section([text("\n".join(shown))])])
