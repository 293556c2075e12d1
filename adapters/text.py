"""Links, code and characters as plain text: what the markup of all platforms has in common."""


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
