"""How many tokens this server counts: 4 bytes a token, one for each Chinese, Japanese or Korean character.

Not the vendor's tokenizer, which is not public, but near it in the languages of chat; the same figures go into `usage`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

BYTES_PER_TOKEN = 4
MESSAGE_TOKENS = 4  # the turn's marks
FORMAT_TOKENS = 40  # "Structured outputs": a format adds an explanation of itself to the prompt
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def of_text(text: str) -> int:
    """Rounded up; empty text is 0."""
    wide = _WIDE.findall(text)
    narrow = len(text.encode(errors="surrogatepass")) - sum(len(x.encode()) for x in wide)
    return -(-narrow // BYTES_PER_TOKEN) + len(wide)


def of_value(value: object) -> int:
    """A block, tool or schema, by the text in it."""
    if isinstance(value, Mapping) and isinstance(value.get("text"), str):
        return of_text(value["text"])
    return of_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def of_format(request: Mapping[str, Any]) -> int:
    """What a structured output adds to the prompt."""
    format = (request.get("output_config") or {}).get("format")
    return FORMAT_TOKENS + of_value(format["schema"]) if format else 0


def cut(text: str, tokens: int) -> str:
    """The longest beginning of a text that is no longer than so many tokens."""
    if of_text(text) <= tokens:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if of_text(text[:middle]) <= tokens else (low, middle - 1)
    return text[:low]
