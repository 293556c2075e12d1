"""Step 3: where personal data stands in a message, encrypted, and a keyed hash of what found it."""

# Both are empty before the message was examined.
STEP = (
    "ALTER TABLE messages ADD COLUMN findings BLOB",
    "ALTER TABLE messages ADD COLUMN examined_by BLOB",
)
