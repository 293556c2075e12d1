"""The tables of the database, as numbered steps. A step that has been released is never changed; new ones follow."""

import aiosqlite

_MESSAGES = (
    """CREATE TABLE channels (
        key INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        workspace TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (platform, workspace, id)
    )""",
    # `arrival` orders what has no time. Times are microseconds since 1970, UTC. `body` holds all that people wrote.
    """CREATE TABLE messages (
        arrival INTEGER PRIMARY KEY,
        channel INTEGER NOT NULL REFERENCES channels,
        id TEXT NOT NULL,
        thread_id TEXT,
        reply_to TEXT,
        author_id TEXT NOT NULL,
        sent_at INTEGER,
        edited_at INTEGER,
        body TEXT NOT NULL,
        UNIQUE (channel, id)
    )""",
    "CREATE INDEX messages_by_time ON messages (channel, sent_at)",
    "CREATE INDEX messages_by_thread ON messages (channel, thread_id) WHERE thread_id IS NOT NULL",
)

MIGRATIONS = (_MESSAGES,)
VERSION = len(MIGRATIONS)
APPLICATION_ID = 0x52656361  # "Reca" in the file's header: tells our databases from others


async def migrate(connection: aiosqlite.Connection) -> None:
    """Bring the tables to `VERSION`, all steps or none."""
    if await schema_version(connection) == VERSION:
        return
    await connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have migrated while this one waited for the lock.
        for step in MIGRATIONS[await schema_version(connection) :]:
            for statement in step:
                await connection.execute(statement)
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        await connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        await connection.rollback()
        raise
    await connection.commit()


async def schema_version(connection: aiosqlite.Connection) -> int:
    [(version,)] = await connection.execute_fetchall("PRAGMA user_version")
    return int(version)
