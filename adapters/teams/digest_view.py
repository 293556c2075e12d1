"""A digest as messages of Teams: the post, and the details in the thread under it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from adapters.teams.buttons import Json, card
from adapters.teams.rich import LinksOf, footer, lists, paged, paragraph, title
from adapters.teams.said import Said
from core.digests.post import DigestPost
from core.replies import digests as said
from core.replies.digests import Part
from core.replies.lines import Line

LINKS_IN_POST_MAX = 2  # of one line; in the thread it has all
REMARKS_MAX = 12


def messages(post: DigestPost, links: LinksOf, mark: Callable[[int], str] = lambda number: "") -> list[Said]:
    """The first stands in the channel, the others in its thread. Nothing is left out.

    `mark` tells which digest it is and which message of it, at its end: what other platforms hide from people, Teams
    does not let apps write.
    """

    def some(line: Line) -> Sequence[str]:
        return links(line)[:LINKS_IN_POST_MAX]

    outline = said.outline(post)
    elements = [element for part in outline.parts for element in _part(part, some)]
    end = footer(*outline.remarks[:REMARKS_MAX], outline.footer)
    pages = [*paged([title(outline.headline), *elements, *end]), *_details(post, links)]
    return [_said(post, [*page, *footer(mark(number))]) for number, page in enumerate(pages)]


def _details(post: DigestPost, links: LinksOf) -> Iterable[list[Json]]:
    """Of the channels of which there is more to say than the post does."""
    elements = [it for part in said.details(post) for it in (*_part(part, links), *footer(part.footer))]
    return paged(elements) if elements else ()


def _said(post: DigestPost, page: list[Json]) -> Said:
    return Said(card=card(page), summary=post.headline, by_ai=True)


def _part(part: Part, links: LinksOf) -> Iterator[Json]:
    yield title(part.title)
    if part.about:
        yield paragraph(part.about)
    yield from lists(part.lists, links)
