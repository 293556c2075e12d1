"""A summary as messages of Teams: cards of linked statements.

A message has at most 100 KB as Microsoft counts them, and clients get slow with large cards:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from adapters.teams import wire
from adapters.teams.buttons import card
from adapters.teams.inert import markdown
from adapters.teams.rich import LINKS_MAX, footer, lists, paged, paragraph, title
from adapters.teams.said import CITATIONS_MAX, Cited, Said
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.replies.lines import listings, running
from core.summary import Statement, Summary

Links = Callable[[str], str]

STATEMENT_MAX_CHARS = 1_500
HEADING_MAX_CHARS = 150


def links(channel: Channel, tenant: str, threads: Mapping[str, str | None] = {}) -> Links:
    """Where messages (ids) of a channel are; `threads` are their roots, as far as they are known."""
    return lambda message: wire.permalink(channel, tenant, message, threads.get(message))


def messages(
    summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False, notes: Sequence[str] = ()
) -> list[Said]:
    """One message or several, one after the other. `notes` are lines at the end."""
    heading = replies.heading(channel, thread)
    about = [paragraph(summary.overview)] if summary.overview else []
    listed = lists(listings(summary, channel), lambda line: [link(id) for id in line.sources])
    end = footer(replies.coverage(summary.coverage, zone), " ".join(sentences(summary)), *notes)
    first, *more = paged([title(heading), *about, *listed, *end])
    cited = [Cited(n, f"Message {n}", link(id)) for n, id in enumerate(summary.overview_sources[:CITATIONS_MAX], 1)]
    lead = " ".join((markdown(heading, HEADING_MAX_CHARS), *(f"[{it.number}]" for it in cited)))
    rest = (Said(card=card(page), summary=heading, by_ai=True, rated=True) for page in more)
    return [Said(card=card(first), summary=heading, by_ai=True, rated=True, lead=lead, cited=cited), *rest]


def streamed(statement: Statement, link: Links) -> str:
    """The markdown of one statement that has just come."""
    sources = " ".join(f"[\\[{n}\\]]({link(id)})" for n, id in enumerate(statement.sources[:LINKS_MAX], 1))
    return f"- {markdown(running(statement), STATEMENT_MAX_CHARS)} {sources}\n"
