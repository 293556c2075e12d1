"""A text and what the platform marked in it, as one text with a mark for each reference."""

import re
from collections.abc import Iterable

from core.errors import RequestError
from core.words.clauses import FIRST_MARK, REFERENCES_MAX
from core.words.wish import Reference

WORDS_MAX_CHARS = 1_000


def joined(pieces: Iterable[str | Reference]) -> tuple[str, list[Reference]]:
    """One text with a mark for each reference; people's own private characters are nobody's words."""
    text, references = "", list[Reference]()
    for piece in pieces:
        if isinstance(piece, str):
            text += re.sub("[\ue000-\uf8ff]", "", piece)
        elif len(references) < REFERENCES_MAX:
            text += f" {chr(FIRST_MARK + len(references))} "
            references.append(piece)
    if len(text) > WORDS_MAX_CHARS:
        raise RequestError(f"That is more than I read: say it in {WORDS_MAX_CHARS:,} characters")
    return " ".join(text.split()), references
