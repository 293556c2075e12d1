"""Splits a message into sentences."""

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, trimmed, none empty."""
    return [part.strip() for part in _END.split(text) if part.strip()]
