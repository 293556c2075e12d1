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

# Amounts are billionths of a dollar, at the workspace's prices and at the installation's; days are `date.toordinal`.
_MONEY = (
    """CREATE TABLE reservations (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        day INTEGER NOT NULL,
        own INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        until INTEGER NOT NULL
    )""",
    "CREATE INDEX reservations_by_workspace ON reservations (workspace)",
    """CREATE TABLE spent (
        day INTEGER NOT NULL,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        own INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        PRIMARY KEY (day, workspace)
    )""",
    "CREATE INDEX spent_by_workspace ON spent (workspace, day)",
    # `key` is that of the reservation: what was settled is not settled again.
    """CREATE TABLE calls (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        at INTEGER NOT NULL,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX calls_by_time ON calls (workspace, at)",
    # What an admin was told, of a budget that ends on that day.
    """CREATE TABLE told (
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        word INTEGER NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (workspace, word, day)
    )""",
    # When each of a person's buckets is full again, in microseconds since 1970.
    """CREATE TABLE buckets (
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        person BLOB NOT NULL,
        number INTEGER NOT NULL,
        full_at INTEGER NOT NULL,
        PRIMARY KEY (workspace, person, number)
    )""",
)

# What rests on a message goes with its text, in the same transaction, whoever changes it.
_RESTING = """BEGIN
    DELETE FROM cache WHERE key IN (SELECT entry FROM cache_sources WHERE message = {row}.id)
        AND channel = (SELECT id FROM channels WHERE key = {row}.channel);
    DELETE FROM drafts WHERE key IN (SELECT draft FROM draft_sources WHERE message = {row}.id)
        AND channel = (SELECT id FROM channels WHERE key = {row}.channel);
END"""
# `id`, `channel`, `message` and `who` are keyed hashes; `until` and `at` are microseconds as those of messages.
_ANSWERS = (
    """CREATE TABLE cache (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        channel BLOB NOT NULL,
        until INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    "CREATE INDEX cache_by_end ON cache (until)",
    """CREATE TABLE cache_sources (
        message BLOB NOT NULL,
        entry INTEGER NOT NULL REFERENCES cache ON DELETE CASCADE,
        PRIMARY KEY (message, entry)
    ) WITHOUT ROWID""",
    "CREATE INDEX cache_sources_by_entry ON cache_sources (entry)",
    """CREATE TABLE cache_leases (
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        holder INTEGER NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (workspace, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE drafts (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        channel BLOB NOT NULL,
        who BLOB NOT NULL,
        at INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    """CREATE TABLE draft_sources (
        message BLOB NOT NULL,
        draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        PRIMARY KEY (message, draft)
    ) WITHOUT ROWID""",
    "CREATE INDEX draft_sources_by_draft ON draft_sources (draft)",
    # `opinion` is 1 or -1; `reason` is what the requester wrote to it.
    """CREATE TABLE results (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        channel BLOB NOT NULL,
        who BLOB,
        at INTEGER NOT NULL,
        opinion INTEGER,
        reason BLOB,
        body BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    "CREATE INDEX results_by_time ON results (workspace, at)",
    "CREATE INDEX results_by_requester ON results (who) WHERE who IS NOT NULL",
    f"CREATE TRIGGER message_changed AFTER UPDATE OF body ON messages {_RESTING.format(row='OLD')}",
    f"CREATE TRIGGER message_removed AFTER DELETE ON messages {_RESTING.format(row='OLD')}",
    # Deleted before it was stored: an answer may have read it from the platform itself.
    "CREATE TRIGGER message_deleted_unknown AFTER INSERT ON messages WHEN NEW.body IS NULL "
    + _RESTING.format(row="NEW"),
)

MIGRATIONS = (_MESSAGES, _ADMINISTRATION, _FINDINGS, _MONEY, _ANSWERS)
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
