"""People's words in what Recap writes in Discord: they are read, and never obeyed.

https://docs.discord.com/developers/reference#message-formatting
"""

import re

from adapters.inert import JOINER, plain

_MARKS = re.compile(r"([\\`*_~\[\]|#>])")
# A mention, a link, an emoji: what makes it one is taken apart.
_JOINED = re.compile(r"(?<=[<@])|(?<=\w:)(?=//)|(?<=discord\.gg)(?=/)|(?<=discord\.com)(?=/)", re.IGNORECASE)


def markdown(text: str, most: int) -> str:
    """One line of at most so many characters: no mention, no link, no style."""
    joined = _JOINED.sub(JOINER, plain(text, most))
    escaped = _MARKS.sub(r"\\\1", joined)
    while len(escaped) > most:
        joined = joined[: most - (len(escaped) - most) // 2 - 2] + "…"
        escaped, most_before = _MARKS.sub(r"\\\1", joined), len(escaped)
        if len(escaped) >= most_before:
            break
    return escaped
