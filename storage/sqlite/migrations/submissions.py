"""Step 8: batches that a model's server is still answering."""

STEP = (
    """CREATE TABLE submissions (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        at INTEGER NOT NULL,
        body BLOB NOT NULL
    )""",
)
