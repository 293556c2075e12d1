"""Digests set up, listed, previewed and changed, in words."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from adapters.teams.digest_view import messages
from adapters.teams.linking import linked
from adapters.teams.said import Said
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked, by_name
from bots.teams.asking.shown import told
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.digests.wished import chosen, digest
from core.errors import RecapError
from core.replies import digests as said
from core.words import DigestWish, InChannel


async def answer(desk: Desk, asked: Asked, wish: DigestWish) -> AsyncIterator[Said]:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    if wish.act == "help":
        yield told(said.HELP)
    elif wish.act == "list" or wish.empty:
        yield await _listed(desk, asked)
    elif wish.act:
        async for it in _act(desk, asked, wish.act, chosen(wish.which, await visible(desk, asked))):
            yield it
    else:
        yield await _added(desk, asked, wish)


async def _added(desk: Desk, asked: Asked, wish: DigestWish) -> Said:
    """In a one-to-one chat the channels that are named say where."""
    who, where = asked.who, asked.where
    named = [*wish.channels, *([wish.destination] if wish.destination else [])]
    if where.channel is None and named:
        found = [await by_name(desk, asked, it) for it in named]
        where = replace(where, workspace=found[0].workspace)
        ids = [InChannel(channel.id, channel.name) for channel in found]
        sources, destination = ids[: len(wish.channels)], ids[-1] if wish.destination else None
        wish = replace(wish, channels=tuple(sources), destination=destination)
    wanted = await digest(wish, who.person, str(who.zone), who.language, where, desk.wishes)
    kept = await desk.digests.add(wanted, who.person)
    return told(said.added(kept, next_at(kept, desk.tools.clock())))


async def _act(desk: Desk, asked: Asked, name: str, it: Digest) -> AsyncIterator[Said]:
    person, admin = asked.who.person, await owns(desk, asked, it.workspace)
    if name == "preview":
        yield told(said.PREVIEW)
        there = await desk.tools.installed(it.workspace)
        for page in messages(await desk.digests.preview(it, person), linked(there.tenant)):
            yield page
        yield told(said.PREVIEW_ONLY)
    elif name == "remove":
        await desk.digests.remove("teams", it.workspace, it.id, person, admin=admin)
        yield told(said.REMOVED)
    else:
        paused = replace(it, paused=name == "pause")
        yield told(said.paused(await desk.digests.change(paused, person, admin=admin)))


async def _listed(desk: Desk, asked: Asked) -> Said:
    """Numbered from 1, as words name them."""
    digests, now = await visible(desk, asked), desk.tools.clock()
    if not digests:
        return told(said.NONE)
    lines = [said.LISTED]
    for number, it in enumerate(digests, 1):
        cost = (await desk.digests.costs("teams", it.workspace)).get(it.id)
        lines.append(f"{number}. {said.told(it)} {said.standing(next_at(it, now), cost)}")
    return told("\n".join(lines))


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
