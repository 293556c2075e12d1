"""People's words in what Recap writes: they are read, and never obeyed."""

import re

from adapters.text import readable

_JOINER = "\u2060"  # shows nothing, and takes a mark its meaning
# Marks that force a direction, and controls: they could let a line read as another one than was written.
_HIDDEN = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_TAG = re.compile(r"<(?=[a-zA-Z/!])")
_MARKS = re.compile(r"([\\`*_~\[\]>|]|^#)")
_JOINED = re.compile(r"(?<=\w:)(?=//)|(?<=\w\.)(?=[^\W\d])|(?<=@)(?=\w)|(?<=&)(?=#?\w)", re.IGNORECASE)


def plain(text: str, most: int) -> str:
    """One line for a card's rich text, which obeys nothing but `<at>`: at most so many characters, and never none."""
    line = " ".join(readable(text).split()).translate(_HIDDEN).strip()
    line = (line if len(line) <= most else line[: most - 1] + "…") or "…"
    return _TAG.sub(f"<{_JOINER}", line)


def markdown(text: str, most: int) -> str:
    """One line for a message's text: no mention, no tag, no link, no style."""
    return _MARKS.sub(r"\\\1", _JOINED.sub(_JOINER, plain(text, most)).replace("<", "&lt;"))
