"""What whoever pressed a button sees: another card in the place of theirs, or a line that passes."""

import logging
from collections.abc import Coroutine
from typing import Any

from adapters.teams.buttons import card
from adapters.teams.rich import paragraph
from adapters.teams.said import ADAPTIVE, Said
from adapters.teams.wire import Json, Place
from bots.teams.app import Reply
from bots.teams.asking.desk import Desk
from core.errors import RecapError

TEXT = "application/vnd.microsoft.activity.message"

log = logging.getLogger(__name__)


def replaced(desk: Desk, activity: Json, at: Place, now: Said) -> Reply:
    """At once where it was pressed, then in the message itself, for their other devices."""
    change = desk.speaking(at).change(at.conversation, activity["replyToId"], now)
    desk.tools.under_way.start(_kept(change))
    shown = now.card or card([paragraph(now.summary)])
    return Reply(body={"statusCode": 200, "type": ADAPTIVE, "value": shown})


def passing(text: str) -> Reply:
    """The card stays as it is, with what was chosen in it."""
    return Reply(body={"statusCode": 200, "type": TEXT, "value": text})


async def _kept(change: Coroutine[Any, Any, None]) -> None:
    try:
        await change
    except RecapError as error:
        log.warning("a card could not be brought up to date: %s", type(error).__name__)
