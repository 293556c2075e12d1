"""Action items and decisions as whoever asks is shown them, asked for by a command or in words; digests in words."""

from collections.abc import Iterable

from adapters.discord.asker import Asker
from adapters.discord.inert import markdown
from adapters.discord.item_view import messages
from adapters.discord.lines import embeds, lists, paged
from adapters.discord.linked import Linked
from bots.discord.asking import digest_acts
from bots.discord.asking.aside import Shown
from bots.discord.asking.desk import Desk
from bots.discord.asking.knowing import zoned
from core.answering import Where
from core.decisions.listing import with_changes
from core.models import Channel
from core.replies import decisions as said_of_decisions
from core.replies import items as said_of_items
from core.replies.lines import Listing
from core.words import Command, InChannel, Reference, read_decisions, read_digest, read_todos

HEADING_MAX_CHARS = 1_900


async def in_words(desk: Desk, who: Asker, where: Where, name: Command, words: Iterable[str | Reference]) -> Shown:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    match name:
        case "todos":
            of = read_todos(words)
            return said_of_items.HELP if of.help else await todos(desk, who, where, of.channel, of.here)
        case "decisions":
            wish = read_decisions(words)
            found = decisions(desk, who, where, wish.words, wish.channel, wish.here)
            return said_of_decisions.HELP if wish.help else await found
        case "digest":
            return await digest_acts.in_words(desk, who, where, read_digest(words))


async def todos(desk: Desk, who: Asker, where: Where, named: InChannel | None, here: bool = False) -> Shown:
    """Those of a channel, else their own."""
    channel = await _channel(desk, named, here, where)
    if channel:
        found = await desk.items.here(channel, who.person)
        heading = said_of_items.heading_here(found, channel)
    else:
        found = await desk.items.mine("discord", where.workspace, who.person)
        heading = said_of_items.heading_mine(found)
    if not found:
        return heading
    today = desk.clock().astimezone((await zoned(desk, where.workspace, who)).zone).date()
    links = await Linked.of(desk.messages, ((item.channel, id) for item in found for id in item.sources))
    return list(messages(heading, found, today, links, owned=channel is not None))


async def decisions(
    desk: Desk, who: Asker, where: Where, about: str, named: InChannel | None, here: bool = False
) -> Shown:
    channel = await _channel(desk, named, here, where)
    found, others = await with_changes(desk.decisions, "discord", where.workspace, who.person, about, channel)
    heading = said_of_decisions.heading(found, about, channel)
    lines = tuple(said_of_decisions.lines(found, others, (await zoned(desk, where.workspace, who)).zone))
    if not lines:
        return markdown(heading, HEADING_MAX_CHARS)
    links = await Linked.of(desk.messages, ((line.channel, id) for line in lines for id in line.sources))
    return [(embed, None) for embed in embeds(heading, paged(lists([Listing("", lines)], links)))]


async def _channel(desk: Desk, named: InChannel | None, here: bool, where: Where) -> Channel | None:
    """By the name that Discord gives it; of a thread the channel that it is in."""
    channel = await desk.wishes.listed(named, here, where)
    return (await desk.places.of(int(where.workspace), int(channel.id))).channel if channel else None
