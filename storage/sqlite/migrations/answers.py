"""Step 5: answers kept for a day, answers held back, and what answers were like."""

# What rests on a message goes with its text, in the same transaction, whoever changes it.
_RESTING = """BEGIN
    DELETE FROM cache WHERE key IN (SELECT entry FROM cache_sources WHERE message = {row}.id)
        AND channel = (SELECT id FROM channels WHERE key = {row}.channel);
    DELETE FROM drafts WHERE key IN (SELECT draft FROM draft_sources WHERE message = {row}.id)
        AND channel = (SELECT id FROM channels WHERE key = {row}.channel);
END"""
# `id`, `channel`, `message` and `who` are keyed hashes; `until` and `at` are microseconds as those of messages.

STEP = (
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
