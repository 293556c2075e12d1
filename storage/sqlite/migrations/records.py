"""Step 9: what summaries found, and who is told of it."""

# `id`, `channel`, `person` and `source` are keyed hashes; times are microseconds as those of messages.
STEP = (
    # Action items (kind 1) and decisions (kind 2). `at` is when it was said.
    """CREATE TABLE records (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        kind INTEGER NOT NULL,
        id BLOB NOT NULL,
        channel BLOB NOT NULL,
        person BLOB,
        at INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, kind, id)
    )""",
    "CREATE INDEX records_by_channel ON records (workspace, kind, channel, at)",
    "CREATE INDEX records_by_person ON records (person, kind) WHERE person IS NOT NULL",
    """CREATE TABLE record_sources (
        source BLOB NOT NULL,
        record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        PRIMARY KEY (source, record)
    ) WITHOUT ROWID""",
    "CREATE INDEX record_sources_by_record ON record_sources (record)",
    # Who is told what about an item: once for each occasion. `state` is that of `core.ports.notes`, `until` the end of
    # a claim, and `at` when it is due.
    """CREATE TABLE notes (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
        occasion INTEGER NOT NULL,
        person BLOB NOT NULL,
        at INTEGER NOT NULL,
        state INTEGER NOT NULL,
        until INTEGER,
        body BLOB NOT NULL,
        UNIQUE (record, occasion, person)
    )""",
    "CREATE INDEX notes_due ON notes (workspace, state, at)",
    # What a person wants of Recap's messages, and when the next morning list is due.
    """CREATE TABLE preferences (
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        person BLOB NOT NULL,
        morning INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (workspace, person)
    ) WITHOUT ROWID""",
    "CREATE INDEX preferences_due ON preferences (workspace, morning)",
)
