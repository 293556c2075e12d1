"""Links, addresses and code-like tokens: what must be copied letter for letter or not at all."""

import re

_LINK = re.compile(
    r"https?://[^\s<>|\"'`]+|www\.[^\s<>|\"'`]+"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|ai|co|edu|gov|info|biz|me|ly|gg|xyz|example|test"
    r"|invalid)\b(?:/[^\s<>|\"'`]*)?",
    re.IGNORECASE,
)


def links(text: str) -> list[str]:
    """Web and mail addresses in order, without the punctuation of the sentence around them."""
    return [found.rstrip(".,;:!?)]}»”*_") for found in _LINK.findall(text)]


def normal(link: str) -> str:
    """What two spellings of one address share: no scheme, no final slash, lower case."""
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", link.lower()).rstrip("/")
