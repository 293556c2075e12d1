"""What a transaction changed, for what stands outside the database and rests on messages."""

from collections.abc import Sequence
from typing import Protocol

import aiosqlite

from storage.sqlite.keyring import Keyring, Workspace

Changed = tuple[bytes, bytes]  # the keyed hashes of a channel and of one of its messages

# Triggers see every change, whichever statement makes it. They are temporary: of this connection only.
_NOTE = """BEGIN
    INSERT INTO changed SELECT workspace, id, {row}.id FROM channels WHERE key = {row}.channel;
END"""
_WATCH = (
    "CREATE TEMP TABLE IF NOT EXISTS changed (workspace INTEGER, channel BLOB, message BLOB)",
    f"CREATE TEMP TRIGGER IF NOT EXISTS note_changed AFTER UPDATE OF body ON messages {_NOTE.format(row='OLD')}",
    f"CREATE TEMP TRIGGER IF NOT EXISTS note_removed AFTER DELETE ON messages {_NOTE.format(row='OLD')}",
    f"""CREATE TEMP TRIGGER IF NOT EXISTS note_deleted_unknown AFTER INSERT ON messages WHEN NEW.body IS NULL
    {_NOTE.format(row="NEW")}""",
)


class Outside(Protocol):
    """Never fails: what cannot be dropped now is dropped later."""

    async def drop_messages(self, workspace: Workspace, messages: Sequence[Changed]) -> None: ...

    async def drop_workspace(self, workspace: Workspace) -> None: ...


async def watch(connection: aiosqlite.Connection) -> None:
    """From now on, also where it was cut short before."""
    for statement in _WATCH:
        await connection.execute(statement)


async def tell(connection: aiosqlite.Connection, keyring: Keyring, outside: Outside) -> None:
    """Tell of all that has changed since this ended last. A transaction that was rolled back has changed nothing.

    Where it is cut short, all of it is told again: forgotten is only what was told.
    """
    rows = await connection.execute_fetchall("SELECT DISTINCT * FROM changed")
    for workspace in keyring if rows else ():
        if messages := [(channel, message) for key, channel, message in rows if key == workspace.key]:
            await outside.drop_messages(workspace, messages)
    if rows:
        await connection.execute("DELETE FROM changed")
