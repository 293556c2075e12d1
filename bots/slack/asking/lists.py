"""Action items, decisions and digests, asked for in words: by a command, a mention, or in direct messages."""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.slack.asker import Asker
from adapters.slack.decision_view import decided
from adapters.slack.item_view import MINE, NOTE, listing
from adapters.slack.linking import linked
from adapters.slack.rich import Json
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking import digests
from bots.slack.asking.desk import Desk, Say
from core.answering import Where
from core.decisions.listing import with_changes
from core.models import Channel
from core.replies import decisions as said_of_decisions
from core.replies import items as said_of_items
from core.words import Command, DecisionsWish, Reference, TodosWish, read_decisions, read_digest, read_todos


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and where: `here` is None in direct messages, where what is said stays."""

    workspace: SlackWorkspace
    who: Asker
    here: Channel | None
    say: Say

    @property
    def where(self) -> Where:
        return Where("slack", self.workspace.id, self.here)


async def answer(desk: Desk, asking: Asking, name: Command, words: Iterable[str | Reference]) -> None:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    match name:
        case "todos":
            await _todos(desk, asking, read_todos(words))
        case "decisions":
            await _decisions(desk, asking, read_decisions(words))
        case "digest":
            await digests.answer(desk, asking.workspace, asking.who, asking.where, asking.say, read_digest(words))


async def _todos(desk: Desk, asking: Asking, wish: TodosWish) -> None:
    if wish.help:
        await asking.say(said_of_items.HELP)
        return
    channel = await desk.wishes.listed(wish.channel, wish.here, asking.where)
    mine = MINE if asking.here else NOTE
    text, blocks = await todos(desk, asking.workspace, asking.who, channel, channel.id if channel else mine)
    await asking.say(text, blocks)


async def todos(
    desk: Desk, workspace: SlackWorkspace, who: Asker, channel: Channel | None, where: str
) -> tuple[str, list[Json] | None]:
    """The list of a channel, else their own; `where` is as in `adapters.slack.item_view`."""
    if channel:
        found = await desk.items.here(channel, who.person)
        heading = said_of_items.heading_here(found, channel)
    else:
        found = await desk.items.mine("slack", workspace.id, who.person)
        heading = said_of_items.heading_mine(found)
    today = desk.clock().astimezone(who.zone).date()
    blocks = listing(heading, found, where, today, linked(workspace.address)) if found else None
    return heading, blocks


async def _decisions(desk: Desk, asking: Asking, wish: DecisionsWish) -> None:
    if wish.help:
        await asking.say(said_of_decisions.HELP)
        return
    channel = await desk.wishes.listed(wish.channel, wish.here, asking.where)
    place = "slack", asking.workspace.id
    found, others = await with_changes(desk.decisions, *place, asking.who.person, wish.words, channel)
    heading = said_of_decisions.heading(found, wish.words, channel)
    lines = tuple(said_of_decisions.lines(found, others, asking.who.zone))
    await asking.say(heading, decided(heading, lines, linked(asking.workspace.address)) if lines else None)
