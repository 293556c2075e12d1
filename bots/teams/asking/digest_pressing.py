"""The buttons and the form of digests, each in the place of the card before."""

from collections.abc import AsyncIterator
from dataclasses import replace

from adapters.teams import digest_form, digest_list
from adapters.teams.asker import asker
from adapters.teams.said import Said
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking import digests
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked, readable
from bots.teams.asking.replacing import passing, replaced
from bots.teams.asking.shown import told
from core.digests.digest import Digest
from core.errors import NotFound
from core.replies import digests as said


async def press(desk: Desk, activity: Json, at: Place) -> Reply:
    """What is wrong is said for a moment: the form stays as it was filled in."""
    action, asked = activity["value"]["action"], Asked(asker(activity), at)
    of_form = action["verb"].startswith(digest_form.PREFIX)
    try:
        now = await (_sent if of_form else _listed)(desk, asked, action)
    except Exception as error:
        return passing(sentence(error))
    return replaced(desk, activity, at, now) if now else passing(said.PREVIEW)


async def _listed(desk: Desk, asked: Asked, action: Json) -> Said | None:
    """A button of the list; None where a preview follows."""
    it = digest_list.pressed(action)
    if it.act == "new":
        return await _form(desk, asked, None, it.here)
    known = await _known(desk, asked, it.id)
    if it.act == "change":
        return await _form(desk, asked, known)
    if it.act == "preview":
        desk.tools.under_way.start(_posted(desk, asked, digests.preview(desk, asked, known)))
        return None
    return await digests.listed(desk, asked, it.here, await digests.changed(desk, asked, it.act, known))


async def _sent(desk: Desk, asked: Asked, action: Json) -> Said | None:
    """A button of the form; None where a preview follows."""
    form = digest_form.sent(action)
    if form.act == "back":
        return await digests.listed(desk, asked)
    wanted = await digests.wished(desk, asked, form.wish)
    if form.id:
        it = await _known(desk, asked, form.id)
        wanted = replace(wanted, id=it.id, created_by=it.created_by, since=it.since, paused=it.paused)
    if form.act == "save":
        return await digests.listed(desk, asked, outcome=await digests.kept(desk, asked, wanted))
    desk.tools.under_way.start(_posted(desk, asked, digests.preview(desk, asked, wanted)))
    return None


async def _form(desk: Desk, asked: Asked, it: Digest | None, here: str = "") -> Said:
    card = digest_form.form(await readable(desk, asked), str(asked.who.zone), it, here)
    return Said(card=card, summary=said.SET_UP)


async def _posted(desk: Desk, asked: Asked, pages: AsyncIterator[Said]) -> None:
    """Under the card."""
    speaking, chat = desk.speaking(asked.at), asked.at.conversation
    try:
        async for page in pages:
            await speaking.post(chat, page)
    except Exception as error:
        await speaking.post(chat, told(sentence(error)))


async def _known(desk: Desk, asked: Asked, id: str) -> Digest:
    found = [it for it in await digests.visible(desk, asked) if it.id == id]
    if not found:
        raise NotFound(said.GONE)
    return found[0]
