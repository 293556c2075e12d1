"""Step 1: the master key, workspaces, channels and messages."""

STEP = (
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
