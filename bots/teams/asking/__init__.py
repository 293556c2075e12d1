"""What people in Teams ask of Recap, and how they are answered.

desk        what all of it works with              pressing    buttons under an answer
calling     mentions and one-to-one chats          rating      feedback under an answer
reacting    reactions that ask for minutes
extending   the message action "Summarize thread"  questions   words and places -> a question
direct      answers streamed in one-to-one chats   streaming   a message that grows
shown       an answer as its reader sees it        carried     what a button remembers
lists       action items, decisions                item_pressing  their buttons
digests     set up, listed, previewed              digest_pressing  their buttons and form
configuring settings of a team                     replacing   what takes a card's place
preferring  when and whether Recap writes to somebody
places      which channel somebody means           noting      what Recap does not hear
"""

from collections.abc import Callable, Coroutine
from typing import Any

from adapters.teams import digest_form, digest_list, item_view, preference_view, settings_form
from adapters.teams.asker import asker
from adapters.teams.live import names_recap
from adapters.teams.wire import Json, Place
from bots.teams.app import Reply
from bots.teams.asking import (
    calling,
    configuring,
    digest_pressing,
    extending,
    item_pressing,
    preferring,
    pressing,
    rating,
    reacting,
)
from bots.teams.asking.desk import Desk

__all__ = ["Desk", "answer"]

NOT_IMPLEMENTED = 501  # an invoke that Recap does not know


def _answered(activity: Json, at: Place) -> Callable[[Desk, Json, Place], Coroutine[Any, Any, None]] | None:
    """What somebody waits for; a form that was sent is no message."""
    if activity["type"] == "messageReaction":
        return reacting.to_recap
    if activity["type"] == "installationUpdate" and activity.get("action") == "add" and at.kind == "personal":
        return calling.greeted
    asks = activity["type"] == "message" and "value" not in activity
    return calling.called if asks and (at.kind == "personal" or names_recap(activity)) else None


async def _first_time(desk: Desk, activity: Json, at: Place) -> bool:
    """Teams may deliver an activity again, to another process too. A one-to-one chat is in no workspace."""
    key = f"{activity['type']} {activity.get('id')}"
    return not at.workspace or await desk.tools.once.first("teams", at.workspace, key)


_PRESSED = {
    item_view.PREFIX: item_pressing.press,
    preference_view.PREFIX: preferring.press,
    settings_form.SAVE: configuring.press,
    digest_list.PREFIX: digest_pressing.press,
    digest_form.PREFIX: digest_pressing.press,
}


async def _pressed(desk: Desk, activity: Json, at: Place) -> Reply:
    """By the verb: those of an answer have no prefix of their own."""
    verb = str(activity["value"]["action"]["verb"])
    of = next((press for prefix, press in _PRESSED.items() if verb.startswith(prefix)), pressing.pressed)
    return await of(desk, activity, at)


_INVOKES = {
    "adaptiveCard/action": _pressed,
    "composeExtension/fetchTask": extending.fetched,
    "composeExtension/submitAction": extending.submitted,
    "message/submitAction": rating.rated,
}


async def answer(desk: Desk, activity: Json, at: Place) -> Reply | None:
    """Acknowledges at once; what takes longer goes on in the background."""
    desk.tools.zones.note(asker(activity))
    if activity["type"] == "invoke":
        invoked = _INVOKES.get(activity.get("name", ""))
        return await invoked(desk, activity, at) if invoked else Reply(NOT_IMPLEMENTED)
    answered = _answered(activity, at)
    if answered and await _first_time(desk, activity, at):
        desk.tools.under_way.start(answered(desk, activity, at))
    return None
