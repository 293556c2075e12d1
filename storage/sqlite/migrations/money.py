"""Step 4: what was reserved and spent, what admins were told, how often people asked."""

# Amounts are billionths of a dollar, at the workspace's prices and at the installation's; days are `date.toordinal`.
STEP = (
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
