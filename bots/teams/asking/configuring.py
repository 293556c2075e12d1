"""The settings of a team: everybody sees what concerns them, owners all of it, and they change it in words."""

import re
from collections.abc import Iterable

from adapters.teams import settings_form
from adapters.teams.asker import asker
from adapters.teams.said import Said
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking import preferring
from bots.teams.asking.desk import Desk
from bots.teams.asking.digests import owns
from bots.teams.asking.places import Asked
from bots.teams.asking.replacing import passing, replaced
from bots.teams.asking.shown import told
from core import replies
from core.errors import RequestError
from core.words import Reference

IN_A_TEAM = "Settings belong to a team or a chat: mention me there with settings."
NOBODY_OWNS = "Nobody owns a chat: its settings are changed where Recap runs, with recap settings."
CHANGING = "Below are those that change most often; any by settings KEY=VALUE, as in settings person_per_hour=20."
_ASSIGNMENT = re.compile(r"(\w+)\s*=\s*([^=]*?)(?=\s+\w+\s*=|\s*$)")


async def answer(desk: Desk, asked: Asked, words: Iterable[str | Reference]) -> Said:
    """Errors: `RequestError` with a sentence."""
    workspace = asked.at.workspace
    changes = _changes("".join(it for it in words if isinstance(it, str)))
    if not workspace and changes:
        raise RequestError(IN_A_TEAM)
    if not workspace:
        return await preferring.shown(desk, asked, IN_A_TEAM)
    admin = await owns(desk, asked, workspace)
    if changes and not admin:
        raise RequestError(replies.ADMINS_ONLY if asked.at.team else NOBODY_OWNS)
    if changes:
        await desk.settings.change("teams", workspace, changes)
    return await _shown(desk, asked, workspace, admin)


async def press(desk: Desk, activity: Json, at: Place) -> Reply:
    """Whoever sends the form is asked for their right again; what is wrong is said, and the form stays."""
    asked = Asked(asker(activity), at)
    workspace, changes = settings_form.sent(activity["value"]["action"])
    try:
        if not await owns(desk, asked, workspace):
            raise RequestError(replies.ADMINS_ONLY)
        await desk.settings.change("teams", workspace, changes)
        now = await _shown(desk, asked, workspace, admin=True)
    except Exception as error:
        return passing(sentence(error))
    return replaced(desk, activity, at, now)


async def _shown(desk: Desk, asked: Asked, workspace: str, admin: bool) -> Said:
    """Owners see the form too."""
    own = await desk.settings.get("teams", workspace)
    limits = replies.limits(own, await desk.limits.left("teams", workspace, asked.who.person.id, own))
    if not admin:
        return told(limits)
    spent = (await desk.ledger.standing("teams", workspace, desk.clock())).settled.workspace_day
    lines = [limits, replies.spent(spent, own.daily_cap), *replies.settings(own), CHANGING]
    return Said(card=settings_form.form(workspace, dict(own.texts()), lines), summary=limits)


def _changes(text: str) -> list[str]:
    return [f"{key}={value.strip()}" for key, value in _ASSIGNMENT.findall(text)]
