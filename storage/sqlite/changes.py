"""What a transaction changed, for what stands outside the database and rests on messages."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import aiosqlite

from storage.sqlite.keyring import Keyring, Workspace

Changed = tuple[bytes, bytes]  # the keyed hashes of a channel and of one of its messages

# Triggers see every change, whichever statement makes it. They are temporary: of this connection only.
_NOTE = """BEGIN
    INSERT INTO changed SELECT workspace, id, {row}.id FROM channels WHERE key = {row}.channel;
END"""
_WATCH = (
    "CREATE TEMP TABLE changed (workspace INTEGER, channel BLOB, message BLOB)",
    f"CREATE TEMP TRIGGER note_changed AFTER UPDATE OF body ON messages {_NOTE.format(row='OLD')}",
    f"CREATE TEMP TRIGGER note_removed AFTER DELETE ON messages {_NOTE.format(row='OLD')}",
    f"""CREATE TEMP TRIGGER note_deleted_unknown AFTER INSERT ON messages WHEN NEW.body IS NULL
    {_NOTE.format(row="NEW")}""",
)


class Outside(Protocol):
    """Never fails: what cannot be dropped now is dropped later."""

    async def drop_messages(self, workspace: Workspace, messages: Sequence[Changed]) -> None: ...

    async def drop_workspace(self, workspace: Workspace) -> None: ...


async def watch(connection: aiosqlite.Connection) -> None:
    for statement in _WATCH:
        await connection.execute(statement)


async def changed(connection: aiosqlite.Connection, keyring: Keyring) -> Mapping[Workspace, Sequence[Changed]]:
    """What has changed since `watch` or since this was asked last, by workspace."""
    found: dict[Workspace, list[Changed]] = {}
    workspaces = {workspace.key: workspace for workspace in keyring}
    for key, channel, message in await connection.execute_fetchall("SELECT DISTINCT * FROM changed"):
        if workspace := workspaces.get(key):
            found.setdefault(workspace, []).append((channel, message))
    await connection.execute("DELETE FROM changed")
    return found
