"""A summary as Discord's embeds, one for each message. What people wrote is escaped."""

from collections.abc import Callable
from datetime import tzinfo

import discord

from adapters.discord.inert import markdown
from adapters.discord.lines import embeds, footer, lists, paged, text
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.replies.lines import Line, listings
from core.replies.lines import statement as line_of
from core.summary import Statement, Summary

Links = Callable[[str], str]

OVERVIEW_MAX_CHARS = 2_400

__all__ = ["Links", "footer", "pages", "streamed"]


def pages(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False) -> list[discord.Embed]:
    """One after the other; the footer stands on the last."""
    before = markdown(summary.overview, OVERVIEW_MAX_CHARS) if summary.overview else ""
    listed = lists(listings(summary, channel), lambda line: _links(line, link))
    foot = replies.coverage(summary.coverage, zone), " ".join(sentences(summary))
    return embeds(replies.heading(channel, thread), paged(listed, before), foot)


def streamed(statement: Statement, channel: Channel, link: Links) -> str:
    """The line of one statement that has just come."""
    return text(line_of(statement, channel), _links(statement, link)) + "\n"


def _links(it: Line | Statement, link: Links) -> list[str]:
    return [link(id) for id in it.sources]
