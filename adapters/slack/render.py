"""A summary as Block Kit."""

from collections.abc import Callable, Mapping
from datetime import tzinfo

from adapters.slack import wire
from adapters.slack.inert import markdown
from adapters.slack.rich import LINKS_MAX, STATEMENT_MAX_CHARS, Json, footer, lists, paged, paragraph, title
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.replies.lines import Line, listings, running
from core.summary import Statement, Summary

Links = Callable[[str], str]


def links(address: str, channel: str, threads: Mapping[str, str | None] = {}) -> Links:
    """Where messages (ids) of a channel are; `threads` are their roots, as far as they are known."""
    archive = wire.archive(address, channel)
    return lambda message: wire.permalink(archive, message, threads.get(message))


def pages(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False) -> list[list[Json]]:
    """The blocks of one message or of several, one after the other; the footer stands on the last."""

    def linked(line: Line) -> list[str]:
        return [link(id) for id in line.sources]

    about = [paragraph(summary.overview)] if summary.overview else []
    shown = paged([title(replies.heading(channel, thread)), *about, *lists(listings(summary, channel), linked)])
    shown[-1].append(footer(replies.coverage(summary.coverage, zone), " ".join(sentences(summary))))
    return shown


def streamed(statement: Statement, link: Links) -> str:
    """The markdown of one statement that has just come."""
    sources = " ".join(f"[{n}]({link(id)})" for n, id in enumerate(statement.sources[:LINKS_MAX], 1))
    return f"- {markdown(running(statement), STATEMENT_MAX_CHARS)} {sources}\n"
