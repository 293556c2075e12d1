"""Lines and lists as Discord's Markdown, in which nothing that people wrote is obeyed; and what fits one embed.

Limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import discord

from adapters.discord.inert import markdown
from adapters.inert import plain
from core.replies.lines import Line, Listing

LinksOf = Callable[[Line], Sequence[str]]

COLOUR = 0x1F3A4D
TITLE_MAX_CHARS = 250
DESCRIPTION_MAX_CHARS = 4_000  # of 4,096; with title and footer a page stays under the 6,000 of one message
STATEMENT_MAX_CHARS = 1_200
LEAD_MAX_CHARS = 150
REMARK_MAX_CHARS = 300
FOOTER_MAX_CHARS = 1_500
LINKS_MAX = 4  # of one line: each is a hundred characters long


def text(line: Line, urls: Sequence[str], mark: str = "-") -> str:
    """What leads it, its text, a remark, its links. `mark` stands before it."""
    lead = f"**{markdown(line.lead, LEAD_MAX_CHARS)}** " if line.lead else ""
    remark = f" *{markdown(line.remark, REMARK_MAX_CHARS)}*" if line.remark else ""
    linked = "".join(f" [[{n}]]({url})" for n, url in enumerate(urls[:LINKS_MAX], 1))
    return f"{mark} {lead}{markdown(line.text, STATEMENT_MAX_CHARS)}{remark}{linked}"


def lists(listings: Iterable[Listing], links: LinksOf) -> Iterator[tuple[str, str]]:
    """Each line under its heading, which may be empty."""
    for listing in listings:
        heading = markdown(listing.heading, TITLE_MAX_CHARS) if listing.heading else ""
        for line in listing.lines:
            yield heading, text(line, links(line))


def paged(lines: Iterable[tuple[str, str]], before: str = "") -> Iterator[str]:
    """Descriptions of embeds: a heading and its lines, as many as fit; a long list goes on in the next."""
    said, heading = before + "\n" if before else "", ""
    for under, line in lines:
        above = f"\n**{under}**\n" if under and under != heading else ""
        if said and len(said) + len(above) + len(line) + 1 > DESCRIPTION_MAX_CHARS:
            yield said.strip()
            said, above = "", f"**{under}**\n" if under else ""
        said += above + line + "\n"
        heading = under
    if said.strip():
        yield said.strip()


def embeds(title: str, descriptions: Iterable[str], foot: Sequence[str] = ()) -> list[discord.Embed]:
    """One for each message, the title on the first and the footer on the last."""
    found = [discord.Embed(colour=COLOUR, description=text) for text in descriptions] or [discord.Embed(colour=COLOUR)]
    found[0].title = plain(title, TITLE_MAX_CHARS)
    footer(found[-1], *foot)
    return found


def footer(embed: discord.Embed, *lines: str) -> None:
    """Under what stands there already."""
    there = [embed.footer.text] if embed.footer.text else []
    said = "\n".join([*there, *(plain(line, FOOTER_MAX_CHARS) for line in lines if line)])
    if said:
        embed.set_footer(text=said if len(said) <= FOOTER_MAX_CHARS else said[: FOOTER_MAX_CHARS - 1] + "…")
