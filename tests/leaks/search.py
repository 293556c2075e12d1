"""Looks for a value in bytes that left, in every guise in which it could have left."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

SHORTEST = 5  # shorter ones stand in other words by chance


def found(values: Iterable[str], haystack: str) -> list[str]:
    """Those of the values that are in it, as they are or in a guise."""
    folded, bare = haystack.casefold(), _bare(haystack)
    return [v for v in values if any(g in haystack or g.casefold() in folded for g in _guises(v)) or _bare(v) in bare]


def _guises(value: str) -> Iterator[str]:
    yield value
    yield quote(value, safe="")
    yield quote_plus(value)
    yield html.escape(value)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    for shift in range(3):  # base64 looks different at each of three places
        coded = base64.b64encode(b"\0" * shift + value.encode()).decode()
        yield coded[[0, 2, 3][shift] : -4]


def _bare(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", text.casefold())
