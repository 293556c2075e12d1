"""People's words in what Recap writes: they are read, and never obeyed."""

import re

from adapters.inert import JOINER, plain
from adapters.text import readable

__all__ = ["markdown", "mrkdwn", "plain"]

_CALLS = re.compile(r"@(?=here|channel|everyone|group)", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_~\[\]|#])")
_JOINED = re.compile(r"(?<=[<@!])|(?<=\w:)(?=//)|(?<=\w\.)(?=[^\W\d])|(?<=mailto:)|(?<=tel:)", re.IGNORECASE)


def mrkdwn(text: str) -> str:
    """For a message's `text`: no mention, no link, and line ends as they are.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    escaped = readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub(f"@{JOINER}", escaped)


def markdown(text: str, most: int) -> str:
    """One line for a streamed message: no mention, no link, no style."""
    return _MARKS.sub(r"\\\1", _JOINED.sub(JOINER, plain(text, most)))
