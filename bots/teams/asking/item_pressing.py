"""The buttons of action items: the card in which one is pressed is made again, without what is settled."""

from datetime import datetime, time

from adapters.teams.asker import Asker, asker
from adapters.teams.buttons import Json
from adapters.teams.item_view import MINE, Pressed, pressed
from adapters.teams.said import Said
from adapters.teams.wire import Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking.desk import Desk
from bots.teams.asking.lists import items, listed
from bots.teams.asking.replacing import replaced
from core.action_items.reminding import remind_at
from core.errors import NotFound, RequestError
from core.models import Channel, Person
from core.replies import items as said

GONE = "This action item is not yours any more"
CHOOSE = "Choose first, then press"


async def press(desk: Desk, activity: Json, at: Place) -> Reply:
    """Errors of an item are said in the card."""
    it, who = pressed(activity["value"]["action"]), asker(activity)
    try:
        outcome = await _outcome(desk, who, it)
    except Exception as error:
        outcome = sentence(error).removesuffix(".")
    return replaced(desk, activity, at, await _again(desk, who, it, outcome))


async def _outcome(desk: Desk, who: Asker, it: Pressed) -> str:
    """What became of the item, in a sentence. Errors: those of `Items`."""
    place = "teams", it.listed.workspace, it.item, who.person
    match it.verb:
        case "done":
            return said.done(await desk.items.done(*place))
        case "not_mine":
            return said.not_mine(await desk.items.not_mine(*place))
        case _ if not it.choice:
            raise RequestError(CHOOSE)
        case "reassign":
            return said.reassigned(await desk.items.reassign(*place, await _person(desk, who, it)))
        case "remind":
            moment = await _moment(desk, who, it)
            today = desk.clock().astimezone(who.zone).date()
            return said.reminding(await desk.items.remind(*place, moment), moment, today)


async def _moment(desk: Desk, who: Asker, it: Pressed) -> datetime:
    """At their own hour, in the time zone that Teams knows of them now."""
    wanted = await desk.items.preferences("teams", it.listed.workspace, who.person.id)
    return remind_at(it.choice, desk.clock(), who.zone, time(wanted.hour)).astimezone(who.zone)


async def _person(desk: Desk, who: Asker, it: Pressed) -> Person:
    """Whoever was chosen, by the name that the roster has. Errors: `NotFound` where they are not in the channel."""
    channel = _channel(it)
    found = [item.channel for item in await items(desk, who, [it.listed.workspace], channel) if item.id == it.item]
    if not found and not channel:
        raise NotFound(GONE)
    place = found[0] if found else channel
    assert place
    return Person(it.choice, str((await desk.tools.roster.member(place, it.choice))["name"]))


async def _again(desk: Desk, who: Asker, it: Pressed, outcome: str) -> Said:
    channel = _channel(it)
    left = [item for item in await items(desk, who, [it.listed.workspace], channel) if item.id in it.listed.ids]
    return await listed(desk, who, left, channel, outcome)


def _channel(it: Pressed) -> Channel | None:
    listed = it.listed
    return Channel("teams", listed.workspace, listed.channel, "") if listed.channel != MINE else None
