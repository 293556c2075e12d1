"""What went wrong while somebody waits for an answer: they always get a sentence."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bots.failing import sentence
from bots.slack.asking.desk import Desk

Json = dict[str, Any]
ASKING_EVENTS = ("app_mention", "message")  # reactions and App Home say it where they are

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    async def failed(error: Exception, body: Json, context: AsyncBoltContext) -> None:
        said = sentence(error)
        try:
            await _tell(desk, context.team_id or "", body, said)
        except Exception as another:  # Slack was the reason, maybe
            log.error("nobody could be told: %s", type(another).__name__)

    app.error(failed)


async def _tell(desk: Desk, team: str, body: Json, said: str) -> None:
    """Where they asked; in direct messages where that is no place for it."""
    event = body.get("event") or {}
    person = event.get("user") if event.get("type") in ASKING_EVENTS else (body.get("user") or {}).get("id")
    url = body.get("response_url")
    if not url and not person:
        return
    speaking = desk.speaking(await desk.workspaces(team))
    if url:
        await speaking.respond(url, said)
    else:
        await speaking.post(str(person), said)
