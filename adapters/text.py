"""Links, code and characters as plain text: what the markup of all platforms has in common."""

HIDDEN = "\x00"  # stands for a mention, a link or code while styles are taken off around it


def spelled(label: str, url: str) -> str:
    """A link for reading: the address alone where the label says no more, else `label (address)`."""
    label = label.strip()
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    shown = bare.removeprefix("https://").removeprefix("http://").rstrip("/")
    if not label or label.rstrip("/") in (bare, shown, shown.removeprefix("www.")):
        return bare
    return f"{label} ({bare})"


def readable(text: str) -> str:
    """The same text without halves of surrogate pairs (a cut emoji in JSON), which no file or database takes."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def code_block(code: str) -> str:
    """Code without its fences: on lines of its own where it has several."""
    return f"\n{code.strip(chr(10))}\n" if "\n" in code else code


def together(text: str, hidden: list[str]) -> str:
    """The text with what was hidden in its places, in order."""
    if not hidden:
        return text
    pieces = text.split(HIDDEN)
    woven = [part for pair in zip(pieces, [*hidden, ""], strict=True) for part in pair]
    return "".join(woven).strip("\n")
