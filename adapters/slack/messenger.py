"""Action items in somebody's direct messages."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.slack.item_view import note as shown
from adapters.slack.linking import linked
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import Workspaces
from core.action_items.note import Note
from core.replies import items as said


class SlackMessenger:
    """`Messenger`. Items know the thread that they were said in: nobody else is asked for it."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self._workspaces = workspaces
        self._clock = clock

    async def send(self, note: Note) -> None:
        workspace = await self._workspaces(note.workspace)
        today = self._clock().astimezone(ZoneInfo(note.zone)).date()
        links = linked(workspace.address)
        opening = said.opening(note, today)
        blocks = shown(opening, note.items, note.said, today, links)
        await Speaking(workspace, self._clock).post(note.person.id, opening, blocks)
