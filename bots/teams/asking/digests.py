"""Digests set up, listed, previewed and changed, in words; `digest_pressing` does the same by buttons."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from adapters.teams.digest_list import listing
from adapters.teams.digest_view import messages
from adapters.teams.linking import linked
from adapters.teams.said import Said
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked, by_name
from bots.teams.asking.shown import told
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.digests.wished import chosen, digest
from core.errors import RecapError, RequestError
from core.replies import digests as said
from core.words import DigestWish, InChannel

ONE_TEAM = "A digest is of channels of one team, and posted there: choose those of one"


async def answer(desk: Desk, asked: Asked, wish: DigestWish) -> AsyncIterator[Said]:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    if wish.act == "help":
        yield told(said.HELP)
    elif wish.act == "list" or wish.empty:
        yield await listed(desk, asked, asked.at.conversation if asked.at.workspace else "")
    elif wish.act:
        it = chosen(wish.which, await visible(desk, asked))
        if wish.act == "preview":
            yield told(said.PREVIEW)
            async for page in preview(desk, asked, it):
                yield page
        else:
            yield told(await changed(desk, asked, wish.act, it))
    else:
        yield told(await kept(desk, asked, await wished(desk, asked, wish, asked.who.language)))


async def wished(desk: Desk, asked: Asked, wish: DigestWish, language: str | None = None) -> Digest:
    """In a one-to-one chat the channels that are named say where. Errors: `RequestError`, `NotFound`."""
    who, where = asked.who, asked.where
    named = [*wish.channels, *([wish.destination] if wish.destination else [])]
    if where.channel is None and named:
        found = [await by_name(desk, asked, it) for it in named]
        if len({channel.workspace for channel in found}) > 1:
            raise RequestError(ONE_TEAM)
        where = replace(where, workspace=found[0].workspace)
        ids = [InChannel(channel.id, channel.name) for channel in found]
        sources, destination = ids[: len(wish.channels)], ids[-1] if wish.destination else None
        wish = replace(wish, channels=tuple(sources), destination=destination)
    return await digest(wish, who.person, str(who.zone), language, where, desk.wishes)


async def kept(desk: Desk, asked: Asked, wanted: Digest) -> str:
    """New, or in the place of the one with its id: a sentence about it."""
    person, admin = asked.who.person, await owns(desk, asked, wanted.workspace)
    change = desk.digests.change(wanted, person, admin=admin) if wanted.id else None
    now = await (change or desk.digests.add(wanted, person))
    return said.added(now, next_at(now, desk.clock()))


async def preview(desk: Desk, asked: Asked, it: Digest) -> AsyncIterator[Said]:
    there = await desk.tools.installed(it.workspace)
    for page in messages(await desk.digests.preview(it, asked.who.person), linked(there.tenant)):
        yield page
    yield told(said.PREVIEW_ONLY)


async def changed(desk: Desk, asked: Asked, name: str, it: Digest) -> str:
    """`name` is "pause", "resume" or "remove"."""
    person, admin = asked.who.person, await owns(desk, asked, it.workspace)
    if name == "remove":
        await desk.digests.remove("teams", it.workspace, it.id, person, admin=admin)
        return said.REMOVED
    paused = replace(it, paused=name == "pause")
    return said.paused(await desk.digests.change(paused, person, admin=admin))


async def listed(desk: Desk, asked: Asked, here: str = "", outcome: str = "") -> Said:
    """`here` is the channel (id) that a new one is of, where nothing else is chosen."""
    digests, costs = await visible(desk, asked), dict[str, tuple[float, float]]()
    for workspace in {it.workspace for it in digests}:
        costs |= await desk.digests.costs("teams", workspace)
    card = listing(digests, costs, desk.clock(), here, outcome)
    return Said(card=card, summary=outcome or (said.LISTED if digests else said.NONE))


async def visible(desk: Desk, asked: Asked) -> Sequence[Digest]:
    """Those that this person may know of: their own, those of channels that they read, for an owner all."""
    found = list[Digest]()
    for id in await asked.workspaces(desk):
        digests = await desk.digests.list("teams", id)
        admin = bool(digests) and await owns(desk, asked, id)
        found += [it for it in digests if admin or await _theirs(desk, asked, it)]
    return found


async def owns(desk: Desk, asked: Asked, workspace: str) -> bool:
    """Whether the team is theirs; where Teams does not say, it is not."""
    try:
        return asked.who.person.id in await desk.tools.owners.of(workspace)
    except RecapError:
        return False


async def _theirs(desk: Desk, asked: Asked, it: Digest) -> bool:
    person = asked.who.person.id
    if it.created_by.id == person:
        return True
    try:
        return all([await desk.access.may_read(person, channel) for channel in (it.destination, *it.channels)])
    except RecapError:
        return False
