"""Text of strangers on a terminal: it is shown as it reads, and never obeyed."""

# Controls become the pictures that Unicode has for them (␛); the second set of 32 has none and becomes �.
_CONTROLS = {c: chr(0x2400 + c) for c in range(0x20)} | {0x7F: "␡"} | dict.fromkeys(range(0x80, 0xA0), "�")
# Marks that force a direction: they could let a line read as another one than was written. They show nothing.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Halves of characters: JSON may hold them, no terminal can take them.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "�")
_TABLE = _CONTROLS | _DIRECTIONS | _HALVES


def inert(text: str) -> str:
    """One line without a control character; runs of white space, line ends included, become one space."""
    return " ".join(text.split()).translate(_TABLE)
