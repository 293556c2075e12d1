"""A workspace is erased by destroying its data key first: from then on its rows can be read by nobody.

Its row in `workspaces` goes last. Where it is left without a key, an erasure was cut short; the next start ends it.
"""

from collections.abc import Iterable

import aiosqlite

_ERASED = "SELECT key FROM workspaces WHERE wrapped_key IS NULL"


async def destroy_keys(connection: aiosqlite.Connection, workspaces: Iterable[int]) -> None:
    await connection.executemany("UPDATE workspaces SET wrapped_key = NULL WHERE key = ?", ((w,) for w in workspaces))
    await overwrite_log(connection)


async def end_erasures(connection: aiosqlite.Connection) -> bool:
    """Remove all rows of workspaces without a key; False where another process's reading keeps the key in the log."""
    if not await connection.execute_fetchall(_ERASED):
        return True
    keys_are_gone = await overwrite_log(connection)
    await connection.execute(f"DELETE FROM channels WHERE workspace IN ({_ERASED})")  # and with them their messages
    if keys_are_gone:
        await connection.execute("DELETE FROM workspaces WHERE wrapped_key IS NULL")  # and with them all the rest
        await overwrite_log(connection)
    return keys_are_gone


async def overwrite_log(connection: aiosqlite.Connection) -> bool:
    """Empty the write-ahead log, in which older versions of rows still stand; False where others are reading it."""
    [(busy, *_)] = await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
    return not busy
