"""The settings of a team: everybody sees what concerns them, owners all of it, and they change it in words."""

import re
from collections.abc import Iterable

from adapters.teams.said import Said
from bots.teams.asking.desk import Desk
from bots.teams.asking.digests import owns
from bots.teams.asking.places import Asked
from bots.teams.asking.shown import told
from core import replies
from core.errors import RequestError
from core.words import Reference

IN_A_TEAM = "Settings belong to a team or a chat: mention me there with settings."
NOBODY_OWNS = "Nobody owns a chat: its settings are changed where Recap runs, with recap settings."
CHANGING = "To change one: settings KEY=VALUE, as in settings language=German."
_ASSIGNMENT = re.compile(r"(\w+)\s*=\s*([^=]*?)(?=\s+\w+\s*=|\s*$)")


async def answer(desk: Desk, asked: Asked, words: Iterable[str | Reference]) -> Said:
    """Errors: `RequestError` with a sentence."""
    workspace, stores = asked.at.workspace, desk.tools.stores
    if not workspace:
        raise RequestError(IN_A_TEAM)
    changes = _changes("".join(it for it in words if isinstance(it, str)))
    admin = await owns(desk, asked, workspace)
    if changes and not admin:
        raise RequestError(replies.ADMINS_ONLY if asked.at.team else NOBODY_OWNS)
    if changes:
        await stores.settings.change("teams", workspace, changes)
    own = await stores.settings.get("teams", workspace)
    left = await desk.limits.left("teams", workspace, asked.who.person.id, own)
    lines = [replies.limits(own, left)]
    if admin:
        spent = (await stores.ledger.standing("teams", workspace, desk.tools.clock())).settled.workspace_day
        values = ", ".join(f"{key}={value}" for key, value in own.texts())
        lines += [replies.spent(spent, own.daily_cap), *replies.settings(own), CHANGING, values]
    return told("\n".join(lines))


def _changes(text: str) -> list[str]:
    return [f"{key}={value.strip()}" for key, value in _ASSIGNMENT.findall(text)]
