"""The tables of the database, as numbered steps. A step that has been released is never changed; new ones follow."""

import aiosqlite

_MESSAGES = (
    "CREATE TABLE master_key (one INTEGER PRIMARY KEY CHECK (one = 1), fingerprint BLOB NOT NULL)",
    # `key` is random and so never given twice. Without its `wrapped_key` a workspace is being erased.
    "CREATE TABLE workspaces (key INTEGER PRIMARY KEY, wrapped_key BLOB, body BLOB NOT NULL)",
    """CREATE TABLE channels (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    # `arrival` orders what has no time. Times are microseconds since 1970, UTC; retention counts from `kept_since`.
    # Ids are keyed hashes; `body` holds all that people wrote, encrypted. Without it the message was deleted.
    """CREATE TABLE messages (
        arrival INTEGER PRIMARY KEY,
        channel INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
        id BLOB NOT NULL,
        thread BLOB,
        author BLOB,
        sent_at INTEGER,
        edited_at INTEGER,
        kept_since INTEGER NOT NULL,
        body BLOB,
        UNIQUE (channel, id)
    )""",
    "CREATE INDEX messages_by_time ON messages (channel, sent_at)",
    "CREATE INDEX messages_by_thread ON messages (channel, thread) WHERE thread IS NOT NULL",
    "CREATE INDEX messages_by_author ON messages (author) WHERE author IS NOT NULL",
    "CREATE INDEX messages_by_age ON messages (kept_since) WHERE body IS NOT NULL",
)
_ADMINISTRATION = (
    "CREATE TABLE settings (workspace INTEGER PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE, body BLOB NOT NULL)",
    # `key` is random: it binds the body to its row before the row is there.
    """CREATE TABLE audit (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        at INTEGER NOT NULL,
        who BLOB,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX audit_by_time ON audit (workspace, at)",
)

# Where personal data stands in the body, encrypted, and a keyed hash of what found it; none before it was examined.
_FINDINGS = (
    "ALTER TABLE messages ADD COLUMN findings BLOB",
    "ALTER TABLE messages ADD COLUMN examined_by BLOB",
)

_HEARING = (
    # Who set which emoji, by keyed hashes. Without its body it was taken away, at this time: what happened last counts.
    """CREATE TABLE reactions (
        key INTEGER PRIMARY KEY,
        channel INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
        message BLOB NOT NULL,
        person BLOB NOT NULL,
        emoji BLOB NOT NULL,
        at INTEGER NOT NULL,
        body BLOB,
        UNIQUE (channel, message, person, emoji)
    )""",
    "CREATE INDEX reactions_by_person ON reactions (person, channel, at)",
    # What we posted, and the messages it rests on. `stale`: the platform still shows an earlier text.
    """CREATE TABLE posts (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        place BLOB NOT NULL,
        stale INTEGER NOT NULL,
        at INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, place)
    )""",
    """CREATE TABLE post_sources (
        post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        source BLOB NOT NULL,
        PRIMARY KEY (source, post)
    ) WITHOUT ROWID""",
    "CREATE INDEX post_sources_by_post ON post_sources (post)",
    # From when until when a channel's messages are all here, and what is still to be fetched, not before a time.
    """CREATE TABLE complete (
        channel INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (channel, since)
    ) WITHOUT ROWID""",
    """CREATE TABLE wanted (
        channel INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        not_before INTEGER NOT NULL
    )""",
)

MIGRATIONS = (_MESSAGES, _ADMINISTRATION, _FINDINGS, _HEARING)
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
