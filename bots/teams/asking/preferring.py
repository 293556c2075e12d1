"""What people want of Recap's messages about action items: when, and whether at all."""

from dataclasses import replace

from adapters.teams.asker import asker
from adapters.teams.preference_view import changes, preferences
from adapters.teams.said import Said
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked
from bots.teams.asking.replacing import passing, replaced
from core.action_items.preferences import Preferences
from core.replies import items as said


async def shown(desk: Desk, asked: Asked, *lines: str) -> Said:
    return _shown(await _wanted(desk, asked), *lines)


async def press(desk: Desk, activity: Json, at: Place) -> Reply:
    """In one chat with Recap people speak to it for all their teams: what they want holds in each."""
    asked = Asked(asker(activity), at)
    try:
        now = replace(await _wanted(desk, asked), **changes(activity["value"]["action"]))
        for workspace in await asked.workspaces(desk):
            await desk.items.prefer("teams", workspace, asked.who.person.id, now)
    except Exception as error:
        return passing(sentence(error))
    return replaced(desk, activity, at, _shown(now))


def _shown(wanted: Preferences, *lines: str) -> Said:
    return Said(card=preferences(wanted, *lines), summary=said.preferring(wanted))


async def _wanted(desk: Desk, asked: Asked) -> Preferences:
    """In the time zone that Teams knows of them now."""
    workspaces = await asked.workspaces(desk)
    known = [await desk.items.preferences("teams", id, asked.who.person.id) for id in workspaces]
    return replace(next((it for it in known if it != Preferences()), Preferences()), zone=str(asked.who.zone))
