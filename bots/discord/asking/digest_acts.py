"""Digests set up, listed, previewed and changed, by a command or in words: what whoever asks is shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.discord.asker import Asker
from adapters.discord.digest_view import messages
from adapters.discord.inert import markdown
from adapters.discord.lines import embeds, footer, paged
from adapters.discord.linked import Linked
from bots.discord.asking.aside import Shown
from bots.discord.asking.desk import Desk
from bots.discord.asking.knowing import zoned
from core.answering import Where
from core.digests.digest import Digest
from core.digests.slots import following
from core.digests.wished import changed, chosen, digest
from core.replies import digests as said
from core.words import DigestWish

LINE_MAX_CHARS = 3_000  # fifty channels are named in one


async def in_words(desk: Desk, who: Asker, where: Where, wish: DigestWish) -> Shown:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    if wish.act == "help":
        return said.HELP
    if wish.act == "list" or wish.empty:
        return await listed(desk, who, where.workspace)
    if wish.act:
        return await act(desk, who, wish.act, chosen(wish.which, await visible(desk, who, where.workspace)))
    return await add(desk, who, where, wish)


async def add(desk: Desk, who: Asker, where: Where, wish: DigestWish) -> str:
    who = await zoned(desk, where.workspace, who)
    wanted = await digest(wish, who.person, str(who.zone), who.language, where, desk.wishes)
    kept = await desk.digests.add(await _named(desk, wanted), who.person)
    return _inert(said.added(kept, _next(kept, desk)))


async def change(desk: Desk, who: Asker, where: Where, which: int | None, wish: DigestWish) -> str:
    it = chosen(which, await visible(desk, who, where.workspace))
    wanted = await _named(desk, await changed(it, wish, where, desk.wishes))
    kept = await desk.digests.change(wanted, who.person, admin=who.admin)
    return _inert(said.added(kept, _next(kept, desk)))


async def listed(desk: Desk, who: Asker, server: str) -> Shown:
    digests = await visible(desk, who, server)
    if not digests:
        return _inert(said.NONE)
    costs = await desk.digests.costs("discord", server)
    lines = []
    for number, it in enumerate(digests, 1):
        about, standing = _inert(said.told(it)), _inert(said.standing(_next(it, desk), costs.get(it.id)))
        lines.append(("", f"{number}. {about}\n{standing}"))
    return [(embed, None) for embed in embeds(said.LISTED, paged(lines))]


async def act(desk: Desk, who: Asker, name: str, it: Digest) -> Shown:
    """`name` is one of preview, pause, resume and remove."""
    if name == "preview":
        post = await desk.digests.preview(it, who.person)
        pages = messages(post, await Linked.of(desk.messages, post.sources()))
        footer(pages[-1], said.PREVIEW_ONLY)
        return [(embed, None) for embed in pages]
    if name == "remove":
        await desk.digests.remove("discord", it.workspace, it.id, who.person, admin=who.admin)
        return said.REMOVED
    kept = await desk.digests.change(replace(it, paused=name == "pause"), who.person, admin=who.admin)
    return _inert(said.paused(kept))


async def visible(desk: Desk, who: Asker, server: str) -> Sequence[Digest]:
    """Those that this person may know of: their own, those of channels that they may read, for an admin all."""
    digests = await desk.digests.list("discord", server)
    return [it for it in digests if who.admin or it.created_by.id == who.person.id or await _reads(desk, who, it)]


async def _reads(desk: Desk, who: Asker, it: Digest) -> bool:
    for channel in (it.destination, *it.channels):
        if not await desk.access.may_read(who.person.id, channel):
            return False
    return True


async def _named(desk: Desk, wanted: Digest) -> Digest:
    """Its channels by the names that Discord gives them."""
    server = int(wanted.workspace)
    places = [await desk.places.of(server, int(it.id)) for it in (*wanted.channels, wanted.destination)]
    *sources, to = (place.channel for place in places)
    return replace(wanted, channels=tuple(sources), destination=to)


def _next(it: Digest, desk: Desk) -> datetime | None:
    return None if it.paused else following(it, desk.clock()).at.astimezone(ZoneInfo(it.zone))


def _inert(text: str) -> str:
    return "\n".join(markdown(line, LINE_MAX_CHARS) for line in text.splitlines())
