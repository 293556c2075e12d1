"""A process that sends what is due and writes down whom it reached: to be killed at any moment.

Its arguments are the database, the file of those reached, and the time by its clock.
"""

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from core.action_items.note import Note
from core.action_items.sending import Sending
from core.action_items.tools import ItemTools
from core.workspace import WorkspaceSettings
from storage.sqlite import session
from storage.sqlite.items import SqliteItems
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.notes import SqliteNotes
from storage.sqlite.preferences import SqlitePreferences
from tests.core.action_items.room import Readers

SEND_SECONDS = 0.002


class Paper:
    """`Messenger`: a line in a file is a message that a person got."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def send(self, note: Note) -> None:
        await asyncio.sleep(SEND_SECONDS)
        with self._file.open("a") as file:
            file.write(f"{note.occasion} {note.person.id}\n")
            file.flush()
            os.fsync(file.fileno())
        await asyncio.sleep(SEND_SECONDS)


class Own:
    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        return WorkspaceSettings()


def tools(opened: session.Session, now: datetime) -> ItemTools:
    stores = SqliteItems(opened), SqliteNotes(opened), SqlitePreferences(opened), SqliteMessages(opened)
    return ItemTools(*stores, Readers(), lambda: now)


async def main(database: Path, reached: Path, now: datetime) -> None:
    async with session.opened(database) as opened:
        print("ready", flush=True)
        await tick(opened, reached, now)


async def tick(opened: session.Session, reached: Path, now: datetime) -> None:
    await Sending({"slack": Paper(reached)}, tools(opened, now), Own()).tick()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])))
