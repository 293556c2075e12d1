"""Action items and decisions, asked for in words: answered in the asker's chat with Recap."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.teams.asker import Asker
from adapters.teams.buttons import card
from adapters.teams.item_view import MINE, listing
from adapters.teams.linking import linked
from adapters.teams.rich import lists, paged, title
from adapters.teams.said import Said
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked, meant
from bots.teams.asking.shown import told
from core.action_items.item import Item
from core.decisions.recorded import Recorded
from core.models import Channel
from core.replies import decisions as said_of_decisions
from core.replies import items as said_of_items
from core.replies.lines import Listing
from core.words import DecisionsWish, TodosWish


async def todos(desk: Desk, asked: Asked, wish: TodosWish) -> list[Said]:
    """Their own, or those of a channel. Errors: `RequestError` and the like, sentences for whoever asks."""
    if wish.help:
        return [told(said_of_items.HELP)]
    channel = await meant(desk, asked, wish.channel, wish.here)
    workspaces = [channel.workspace] if channel else await asked.workspaces(desk)
    found = await items(desk, asked.who, workspaces, channel)
    return [await listed(desk, asked.who, found, channel)]


async def items(desk: Desk, who: Asker, workspaces: Sequence[str], channel: Channel | None) -> list[Item]:
    if channel:
        return list(await desk.items.here(channel, who.person))
    return [item for id in workspaces for item in await desk.items.mine("teams", id, who.person)]


async def listed(desk: Desk, who: Asker, found: Sequence[Item], channel: Channel | None, outcome: str = "") -> Said:
    """A card with buttons; `outcome` says what became of an item that was among them."""
    heading = said_of_items.heading_here(found, channel) if channel else said_of_items.heading_mine(found)
    heading = f"{outcome}. {heading}" if outcome else heading
    if not found:
        return told(heading)
    there, today = (
        await desk.tools.installed(found[0].channel.workspace),
        desk.clock().astimezone(who.zone).date(),
    )
    made = listing(heading, found, channel.id if channel else MINE, today, linked(there.tenant))
    return Said(card=made, summary=heading)


async def decisions(desk: Desk, asked: Asked, wish: DecisionsWish) -> list[Said]:
    """Errors: as `todos`."""
    if wish.help:
        return [told(said_of_decisions.HELP)]
    channel = await meant(desk, asked, wish.channel, wish.here)
    known = await _known(desk, asked, [channel.workspace] if channel else await asked.workspaces(desk), wish, channel)
    heading = said_of_decisions.heading(known.found, wish.words, channel)
    lines = tuple(said_of_decisions.lines(known.found, known.others, asked.who.zone))
    if not lines:
        return [told(heading)]
    there = await desk.tools.installed(known.found[0].channel.workspace)
    pages = paged([title(heading), *lists([Listing("", lines)], linked(there.tenant))])
    return [Said(card=card(page), summary=heading) for page in pages]


@dataclass(frozen=True, slots=True)
class Known:
    """`others` are those that changed what was found, or were changed by it."""

    found: Sequence[Recorded]
    others: Sequence[Recorded]


async def _known(
    desk: Desk, asked: Asked, workspaces: Sequence[str], wish: DecisionsWish, channel: Channel | None
) -> Known:
    found, others = list[Recorded](), list[Recorded]()
    for id in workspaces:
        here = await desk.decisions.search("teams", id, asked.who.person, wish.words, channel)
        linked_to = {it.reverses for it in here} | {it.reversed_by for it in here}
        if linked_to - {it.id for it in here} - {None}:
            others += await desk.decisions.search("teams", id, asked.who.person)
        found += here
    return Known(sorted(found, key=lambda it: it.decided_at, reverse=True), others)
