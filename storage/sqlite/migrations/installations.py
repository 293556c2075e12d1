"""Step 7: how Recap gets into workspaces that installed it: tokens and what belongs to them."""

STEP = (
    """CREATE TABLE installations (
        workspace INTEGER PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
        body BLOB NOT NULL
    )""",
)
