"""Thumbs under an answer: Teams' own feedback loop, which tells the message and nothing of what stands in it."""

import json
from collections.abc import Collection
from typing import Any

from adapters.teams.asker import asker
from adapters.teams.wire import Json, Place
from bots.teams.app import Reply
from bots.teams.asking.desk import Desk
from bots.teams.asking.places import Asked
from core.answering import Question
from core.ports import KeptQuestion

REASON_MAX_CHARS = 500


async def remember(desk: Desk, conversation: str, messages: Collection[str], question: Question, result: str) -> None:
    """Which answer (id) these messages show, also after a restart."""
    channel, person, now = question.channel, question.requester.id, desk.clock()
    for message in messages:
        id = _id(conversation, message)
        kept = KeptQuestion(id, "teams", channel.workspace, person, json.dumps(result), now)
        await desk.questions.put(kept)


async def rated(desk: Desk, activity: Json, at: Place) -> Reply:
    """Teams thanks by itself. An answer that is not kept any more takes no rating."""
    value = activity["value"].get("actionValue") or {}
    if value.get("reaction") in ("like", "dislike"):
        opinion = "up" if value["reaction"] == "like" else "down"
        id = _id(at.conversation, str(activity.get("replyToId") or ""))
        for workspace in await Asked(asker(activity), at).workspaces(desk):
            if kept := await desk.questions.get("teams", workspace, id):
                result = json.loads(kept.body)
                await desk.minutes.opine("teams", workspace, result, opinion, _reason(value))  # type: ignore[arg-type]
    return Reply(body={})


def _id(conversation: str, message: str) -> str:
    return f"{conversation}/{message}"


def _reason(value: Json) -> str | None:
    try:
        given: Any = json.loads(value.get("feedback") or "{}")
        return str(given.get("feedbackText") or "")[:REASON_MAX_CHARS] or None
    except (ValueError, AttributeError):
        return None
