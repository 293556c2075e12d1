"""Step 2: settings and the audit log."""

STEP = (
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
