"""Step 11: what people asked, for buttons that can hold only an id; `id` and `who` are keyed hashes."""

STEP = (
    """CREATE TABLE questions (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        id BLOB NOT NULL,
        who BLOB NOT NULL,
        at INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, id)
    )""",
    "CREATE INDEX questions_by_time ON questions (workspace, at)",
    "CREATE INDEX questions_by_requester ON questions (who)",
    "CREATE INDEX questions_waiting ON questions (workspace) WHERE waiting",
)
