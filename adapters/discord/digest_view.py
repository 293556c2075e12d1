"""A digest as Discord's embeds: the post, and the details in the thread under it."""

from collections.abc import Sequence

import discord

from adapters.discord.inert import markdown
from adapters.discord.lines import LinksOf, embeds, lists, paged
from core.digests.post import DigestPost
from core.replies import digests as said
from core.replies.digests import Part
from core.replies.lines import Line

LINKS_IN_POST_MAX = 2  # of one line; in the thread it has all
ABOUT_MAX_CHARS = 1_500
REMARK_MAX_CHARS = 250
REMARKS_MAX = 12


def messages(post: DigestPost, links: LinksOf) -> list[discord.Embed]:
    """One for each message, the first in the channel and the others in its thread. Nothing is left out."""

    def some(line: Line) -> Sequence[str]:
        return links(line)[:LINKS_IN_POST_MAX]

    outline = said.outline(post)
    shown = [line for part in outline.parts for line in _part(part, some)]
    shown += [("Also", markdown(remark, REMARK_MAX_CHARS)) for remark in outline.remarks[:REMARKS_MAX]]
    return [*embeds(outline.headline, paged(shown), [outline.footer]), *details(post, links)]


def details(post: DigestPost, links: LinksOf) -> list[discord.Embed]:
    """Of the channels of which there is more to say than the post does."""
    found: list[discord.Embed] = []
    for part in said.details(post):
        found += embeds(part.title, paged(_part(part, links, titled=False)), [part.footer])
    return found


def _part(part: Part, links: LinksOf, titled: bool = True) -> list[tuple[str, str]]:
    """What the channel was about stands under its name; its lists name it, too, where there are several."""
    name = markdown(part.title, 200) if titled else ""
    about = [(name, markdown(part.about, ABOUT_MAX_CHARS))] if part.about else []
    listed = lists(part.lists, links)
    return [*about, *((f"{name}: {under}" if name and under else under or name, line) for under, line in listed)]
