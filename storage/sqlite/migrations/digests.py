"""Step 9: digests as people set them up, what of them is under way, and what they have cost."""

# A digest that was composed rests on messages: it is composed again where one has changed, whoever changes it.
_RESTING = """BEGIN
    UPDATE digest_runs SET post = NULL
        WHERE post IS NOT NULL AND key IN (SELECT run FROM digest_sources WHERE message = {row}.id);
END"""

STEP = (
    # `due_at`: when somebody has to look at it, at the end of a lease that `holder` has; NULL is never.
    # Until `ahead_at` nobody prepares it.
    """CREATE TABLE digests (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        due_at INTEGER,
        holder INTEGER NOT NULL DEFAULT 0,
        ahead_at INTEGER,
        body BLOB NOT NULL,
        standing BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    "CREATE INDEX digests_by_time ON digests (due_at) WHERE due_at IS NOT NULL",
    # `slot` is the local time in minutes since 1970. `again`: it is settled, but to be made once more.
    """CREATE TABLE digest_runs (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        digest INTEGER NOT NULL REFERENCES digests ON DELETE CASCADE,
        slot INTEGER NOT NULL,
        at INTEGER NOT NULL,
        state INTEGER NOT NULL,
        again INTEGER NOT NULL DEFAULT 0,
        body BLOB NOT NULL,
        post BLOB,
        UNIQUE (digest, slot)
    )""",
    """CREATE TABLE digest_sources (
        message BLOB NOT NULL,
        run INTEGER NOT NULL REFERENCES digest_runs ON DELETE CASCADE,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        PRIMARY KEY (message, run)
    ) WITHOUT ROWID""",
    "CREATE INDEX digest_sources_by_run ON digest_sources (run)",
    f"CREATE TRIGGER digest_message_changed AFTER UPDATE OF body ON messages {_RESTING.format(row='OLD')}",
    f"CREATE TRIGGER digest_message_removed AFTER DELETE ON messages {_RESTING.format(row='OLD')}",
    "CREATE TRIGGER digest_message_unknown AFTER INSERT ON messages WHEN NEW.body IS NULL "
    + _RESTING.format(row="NEW"),
)
