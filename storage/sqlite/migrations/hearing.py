"""Step 6: reactions, what was posted, and which part of the past is here."""

STEP = (
    # Who set which emoji, by keyed hashes. Without its body it was taken away, at this time: what happened last counts.
    """CREATE TABLE reactions (
        key INTEGER PRIMARY KEY,
        channel INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
        message BLOB NOT NULL,
        person BLOB NOT NULL,
        emoji BLOB NOT NULL,
        at INTEGER NOT NULL,
        body BLOB,
        UNIQUE (channel, message, person, emoji)
    )""",
    "CREATE INDEX reactions_by_person ON reactions (person, channel, at)",
    # What we posted, and the messages it rests on. `stale`: the platform still shows an earlier text.
    """CREATE TABLE posts (
        key INTEGER PRIMARY KEY,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        place BLOB NOT NULL,
        stale INTEGER NOT NULL,
        at INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (workspace, place)
    )""",
    """CREATE TABLE post_sources (
        post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
        workspace INTEGER NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        source BLOB NOT NULL,
        PRIMARY KEY (source, post)
    ) WITHOUT ROWID""",
    "CREATE INDEX post_sources_by_post ON post_sources (post)",
    # From when until when a channel's messages are all here, and what is still to be fetched, not before a time.
    """CREATE TABLE complete (
        channel INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (channel, since)
    ) WITHOUT ROWID""",
    """CREATE TABLE wanted (
        channel INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        not_before INTEGER NOT NULL
    )""",
)
