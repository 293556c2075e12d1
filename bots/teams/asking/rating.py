"""Thumbs under an answer: Teams' own feedback loop."""

import json
from typing import Any

from adapters.teams.wire import Json, Place
from bots.teams.app import Reply
from bots.teams.asking.desk import Desk

REASON_MAX_CHARS = 500


async def rated(desk: Desk, activity: Json, at: Place) -> Reply:
    """Teams thanks by itself. An answer that is not kept any more takes no rating."""
    value = activity["value"].get("actionValue") or {}
    known = desk.rated.get((at.conversation, activity.get("replyToId", "")))
    if known and value.get("reaction") in ("like", "dislike"):
        workspace, result = known
        opinion = "up" if value["reaction"] == "like" else "down"
        await desk.minutes.opine("teams", workspace, result, opinion, _reason(value))  # type: ignore[arg-type]
    return Reply(body={})


def _reason(value: Json) -> str | None:
    try:
        given: Any = json.loads(value.get("feedback") or "{}")
        return str(given.get("feedbackText") or "")[:REASON_MAX_CHARS] or None
    except (ValueError, AttributeError):
        return None
