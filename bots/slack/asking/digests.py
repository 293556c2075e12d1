"""Digests set up, listed, previewed and changed, in words and by buttons."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.slack.asker import Asker
from adapters.slack.channels import shared_with
from adapters.slack.digest_list import listing, one
from adapters.slack.digest_view import messages
from adapters.slack.linking import linked
from adapters.slack.rich import Json
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk, Say
from bots.slack.asking.shown import PAGES_MAX
from core.answering import Where
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.digests.wished import chosen, digest
from core.replies import digests as said
from core.words import DigestWish

PREVIEW_PAGES_MAX = PAGES_MAX - 1  # beside the lines before and after it


async def answer(desk: Desk, workspace: SlackWorkspace, who: Asker, where: Where, say: Say, wish: DigestWish) -> None:
    """Errors: `RequestError` and the like, sentences for whoever asks."""
    if wish.act == "help":
        await say(said.HELP)
    elif wish.act == "list" or wish.empty:
        await say(*await listed(desk, workspace, who))
    elif wish.act:
        await act(desk, workspace, who, say, wish.act, chosen(wish.which, await visible(desk, workspace, who)))
    else:
        await add(desk, who, say, await digest(wish, who.person, str(who.zone), None, where, desk.wishes))


async def add(desk: Desk, who: Asker, say: Say, wanted: Digest) -> None:
    """New, or in the place of the one with its id."""
    known = desk.digests.change(wanted, who.person, admin=who.admin) if wanted.id else None
    kept = await (known or desk.digests.add(wanted, who.person))
    text = said.added(kept, next_at(kept, desk.clock()))
    await say(text, one(text, kept))


async def act(desk: Desk, workspace: SlackWorkspace, who: Asker, say: Say, name: str, it: Digest) -> None:
    """`name` is one of those of `adapters.slack.digest_list`."""
    if name == "preview":
        await preview(desk, workspace, who, say, it)
    elif name == "remove":
        await desk.digests.remove("slack", workspace.id, it.id, who.person, admin=who.admin)
        await say(said.REMOVED)
    else:
        paused = replace(it, paused=name == "pause")
        await say(said.paused(await desk.digests.change(paused, who.person, admin=who.admin)))


async def preview(desk: Desk, workspace: SlackWorkspace, who: Asker, say: Say, it: Digest) -> None:
    """A line first, then what the digest says of today."""
    await say(said.PREVIEW)
    post = await desk.digests.preview(it, who.person)
    pages = messages(post, linked(workspace.address))
    for page in pages[:PREVIEW_PAGES_MAX]:
        await say(post.headline, page)
    cut = f" {said.PREVIEW_CUT}" if len(pages) > PREVIEW_PAGES_MAX else ""
    await say(f"{said.PREVIEW_ONLY}{cut}")


async def listed(desk: Desk, workspace: SlackWorkspace, who: Asker) -> tuple[str, list[Json]]:
    digests = await visible(desk, workspace, who)
    costs = await desk.digests.costs("slack", workspace.id) if digests else {}
    return said.NONE if not digests else said.LISTED, listing(digests, costs, desk.clock())


async def visible(desk: Desk, workspace: SlackWorkspace, who: Asker) -> Sequence[Digest]:
    """Those that this person may know of: their own, those of channels that they are in, for an admin all."""
    digests = await desk.digests.list("slack", workspace.id)
    if who.admin or all(it.created_by.id == who.person.id for it in digests):
        return digests
    theirs = {channel.id for channel in await shared_with(workspace, who.person.id, desk.clock)}
    return [
        it
        for it in digests
        if it.created_by.id == who.person.id or {it.destination.id, *(c.id for c in it.channels)} <= theirs
    ]
