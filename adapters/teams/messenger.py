"""Action items in somebody's chat with Recap."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.teams.item_view import MINE, listing
from adapters.teams.linking import linked
from adapters.teams.rich import footer
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from adapters.teams.workspace import Workspaces
from core.action_items.note import Note
from core.replies import items as said


class TeamsMessenger:
    """`Messenger`. Items know the thread that they were said in: nobody else is asked for it."""

    def __init__(
        self,
        workspaces: Workspaces,
        speaking: Callable[[str], Awaitable[Speaking]],
        clock: Callable[[], datetime],
    ) -> None:
        self._workspaces, self._speaking, self._clock = workspaces, speaking, clock

    async def send(self, note: Note) -> None:
        there, speaking = await self._workspaces(note.workspace), await self._speaking(note.workspace)
        today = self._clock().astimezone(ZoneInfo(note.zone)).date()
        opening = said.opening(note, today)
        card = listing(opening, note.items, MINE, today, linked(there.tenant), note.said)
        card["body"] += footer(said.CHOOSE_WHEN)
        chat = await speaking.direct(note.person.id)
        await speaking.post(chat, Said(card=card, summary=opening))
