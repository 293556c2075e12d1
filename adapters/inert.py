"""People's words as one line that no platform reads more from."""

from adapters.text import readable

JOINER = "\u2060"  # shows nothing, and takes a mark its meaning
# Marks that force a direction, and controls: they could let a line read as another one than was written.
_HIDDEN = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plain(text: str, most: int) -> str:
    """At most so many characters, and never none."""
    line = " ".join(readable(text).split()).translate(_HIDDEN).strip()
    return (line if len(line) <= most else line[: most - 1] + "…") or "…"
