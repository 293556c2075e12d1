"""A summary as Discord's embeds. What people wrote is escaped, so that no mention, link or style is read from it.

Limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import discord

from adapters.discord.inert import markdown
from adapters.inert import plain
from core import replies
from core.models import Channel
from core.provenance import sentences
from core.summary import ActionItem, Statement, Summary

Links = Callable[[str], str]

COLOUR = 0x1F3A4D
TITLE_MAX_CHARS = 250
DESCRIPTION_MAX_CHARS = 4_000  # of 4,096; with title and footer a page stays under the 6,000 of one message
STATEMENT_MAX_CHARS = 1_200
OVERVIEW_MAX_CHARS = 2_400
FOOTER_MAX_CHARS = 1_500
LINKS_MAX = 4  # of one statement: each is a hundred characters long


@dataclass(frozen=True, slots=True)
class Line:
    """One statement under its heading."""

    heading: str
    text: str


def pages(summary: Summary, channel: Channel, link: Links, zone: tzinfo, thread: bool = False) -> list[discord.Embed]:
    """One embed for each message, one after the other; the footer stands on the last."""
    texts = list(_texts(summary, link)) or [""]
    embeds = [discord.Embed(colour=COLOUR, description=text or None) for text in texts]
    embeds[0].title = plain(replies.heading(channel, thread), TITLE_MAX_CHARS)
    footer(embeds[-1], replies.coverage(summary.coverage, zone), " ".join(sentences(summary)))
    return embeds


def footer(embed: discord.Embed, *lines: str) -> None:
    """Under what stands there already."""
    said = [*([embed.footer.text] if embed.footer.text else []), *(plain(line, FOOTER_MAX_CHARS) for line in lines)]
    text = "\n".join(said)
    embed.set_footer(text=text if len(text) <= FOOTER_MAX_CHARS else text[: FOOTER_MAX_CHARS - 1] + "…")


def streamed(statement: Statement, link: Links) -> str:
    """The line of one statement that has just come."""
    return _statement(statement, link) + "\n"


def _texts(summary: Summary, link: Links) -> Iterator[str]:
    """A heading and its statements, as many as fit; a long list goes on in the next."""
    said = markdown(summary.overview, OVERVIEW_MAX_CHARS) + "\n" if summary.overview else ""
    heading = ""
    for line in lines(summary, link):
        above = f"\n**{line.heading}**\n" if line.heading != heading else ""
        if said and len(said) + len(above) + len(line.text) + 1 > DESCRIPTION_MAX_CHARS:
            yield said.strip()
            said, above = "", f"**{line.heading}**\n"
        said += above + line.text + "\n"
        heading = line.heading
    if said.strip():
        yield said.strip()


def lines(summary: Summary, link: Links) -> Iterator[Line]:
    for topic, points in _by_topic(summary):
        for point in points:
            yield Line(markdown(topic or "Points", 200), _statement(point, link))
    for heading, statements in (
        ("Decisions", summary.decisions),
        ("Action items", summary.action_items),
        ("Open questions", summary.open_questions),
    ):
        for statement in statements:
            yield Line(heading, _statement(statement, link))


def _by_topic(summary: Summary) -> Iterable[tuple[str | None, Sequence[Statement]]]:
    topics: dict[str | None, list[Statement]] = {}
    for point in summary.points:
        topics.setdefault(point.topic, []).append(point)
    return topics.items()


def _statement(statement: Statement, link: Links) -> str:
    text, lead = statement.text, ""
    if isinstance(statement, ActionItem):
        owner = statement.owner.name if statement.owner else "No owner"
        due = f", by {statement.due:%Y-%m-%d}" if statement.due else ""
        lead = f"**{markdown(owner, 80)}{due}:** "
        text = text.removeprefix(f"{owner}: ") or text
    unsure = " *(unconfirmed)*" if statement.unconfirmed else ""
    sources = "".join(f" [[{n}]]({link(id)})" for n, id in enumerate(statement.sources[:LINKS_MAX], 1))
    return f"- {lead}{markdown(text, STATEMENT_MAX_CHARS)}{unsure}{sources}"
