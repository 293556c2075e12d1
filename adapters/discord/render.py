"""A summary as Discord's embeds, one for each message. What people wrote is escaped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo

import discord

from adapters.discord.inert import markdown
from adapters.discord.lines import embeds, footer, paged, text
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.replies.lines import statement as line_of
from core.summary import Statement, Summary

Links = Callable[[str], str]

OVERVIEW_MAX_CHARS = 2_400

__all__ = ["Links", "footer", "pages", "streamed"]


def pages(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False) -> list[discord.Embed]:
    """One after the other; the footer stands on the last."""
    before = markdown(summary.overview, OVERVIEW_MAX_CHARS) if summary.overview else ""
    foot = replies.coverage(summary.coverage, zone), " ".join(sentences(summary))
    return embeds(replies.heading(channel, thread), paged(_lines(summary, channel, link), before), foot)


def streamed(statement: Statement, channel: Channel, link: Links) -> str:
    """The line of one statement that has just come."""
    return _line(statement, channel, link) + "\n"


def _lines(summary: Summary, channel: Channel, link: Links) -> Iterator[tuple[str, str]]:
    for topic, points in _by_topic(summary):
        for point in points:
            yield markdown(topic or "Points", 200), _line(point, channel, link)
    for heading, statements in (
        ("Decisions", summary.decisions),
        ("Action items", summary.action_items),
        ("Open questions", summary.open_questions),
    ):
        for statement in statements:
            yield heading, _line(statement, channel, link)


def _by_topic(summary: Summary) -> Iterable[tuple[str | None, Sequence[Statement]]]:
    topics: dict[str | None, list[Statement]] = {}
    for point in summary.points:
        topics.setdefault(point.topic, []).append(point)
    return topics.items()


def _line(statement: Statement, channel: Channel, link: Links) -> str:
    return text(line_of(statement, channel), [link(id) for id in statement.sources])
