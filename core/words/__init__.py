"""What people type: "last 50", "since monday in German", "digest daily 9:00 of #a to #b", "decisions about pricing".

wish     what can be asked for        reading    words -> a summary's wish    clauses  the words of each
times    days and spans -> a window   languages  names of languages           pieces   texts with references
digests  after /digest                lists      after /todos and /decisions, and which of these is meant
"""

from core.words.digests import DigestWish, read_digest
from core.words.lists import Command, DecisionsWish, TodosWish, command, read_decisions, read_todos
from core.words.reading import read
from core.words.wish import AT_MOST, InChannel, MessageAt, Named, Reference, Wish, window

__all__ = [
    "AT_MOST",
    "Command",
    "DecisionsWish",
    "DigestWish",
    "InChannel",
    "MessageAt",
    "Named",
    "Reference",
    "TodosWish",
    "Wish",
    "command",
    "read",
    "read_decisions",
    "read_digest",
    "read_todos",
    "window",
]
