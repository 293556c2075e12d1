"""Keys, tokens, private keys and connection strings in a text.

A kind with a documented format is found wherever it stands; what has none is found by the words around it
(`passwords`) or, from 20 characters on, by looking like nothing that people or programs write in the open.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.redaction.passwords import find_passwords
from core.redaction.secret_kinds import KINDS
from core.redaction.spans import Finding

_KNOWN = re.compile(r"(?<![A-Za-z0-9])(?:" + "|".join(f"(?P<{kind}>{p})" for kind, p in KINDS.items()) + ")")
_LONG_WORD = re.compile(r"\S{20}")
_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?P<kind>[A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?)-----"
    r"(?:(?s:.*?)-----END (?P=kind)-----|[A-Za-z0-9+/=\s\\]*)"  # a key cut off is a key
    r"|PuTTY-User-Key-File-\d:(?s:.*?)Private-MAC: [0-9a-f]+"
)
_CONNECTION = re.compile(
    r"""
      (?<![\w+.-])[a-z][a-z0-9+.-]{1,24}://                       # postgres://user:password@host/database
      [^\s:/?#@"'<>`]{0,128}:[^\s/"'<>`]{1,256}@[^\s"'<>`,;)]+
    | [a-z][a-z0-9+.-]{1,24}%3A(?:%2F%2F|//)[^\s&"'<>]{0,128}?%3A[^\s&"'<>]{1,256}?%40[^\s&"'<>]+  # in a URL
    | (?:[\w\ ]{3,40}=[^;\n"]{1,200};\s?){1,20}                   # Server=…;Password=…;
      (?:Password|Pwd|AccountKey|SharedAccessKey)=[^;\s"'`]{1,200}(?:;[\w\ ]{3,40}=[^;\s"'`]{1,200})*;?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIGNATURE = re.compile(r"(?<=[?&]sig=)[A-Za-z0-9%+/=]{40,}", re.IGNORECASE)
_HEADER = re.compile(
    r"""
      \b(?:authorization|x-api-key|x-auth-token)["']?\s*[:=]\s*["']?
      (?:(?:basic|bearer|token|apikey)\s+)?(?P<value>[\w~+/.=-]{8,})
    | \b(?:bearer|basic)\s+(?P<bare>(?=[\w~+/.=-]*\d)[\w~+/.=-]{20,})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TOKEN = re.compile(r"(?<![\w+/.-])[A-Za-z0-9_+/-]{20,128}={0,2}(?![\w+/=-])")
_NUMBER = re.compile(r"\d+")
SURELY_LONG = 32  # characters; names that long have words in them
RANDOM_MIN_BITS = 3.9  # per character; 40 random base64 characters have about 4.9, camel-cased names about 3.6


def find_secrets(text: str) -> Iterator[Finding]:
    yield from find_passwords(text)
    if not _LONG_WORD.search(text):
        return
    for match in _KNOWN.finditer(text):
        yield _secret(match.lastgroup or "SECRET", *match.span())
    if "-----BEGIN" in text or "PuTTY-" in text:
        yield from (_secret("PRIVATE_KEY", *m.span()) for m in _PRIVATE_KEY.finditer(text))
    if "://" in text or "=" in text:
        yield from (_secret("CONNECTION_STRING", *m.span()) for m in _CONNECTION.finditer(text))
        yield from (_secret("AZURE_SAS_SIGNATURE", *m.span()) for m in _SIGNATURE.finditer(text))
    for match in _HEADER.finditer(text):
        yield _secret("AUTHORIZATION", *match.span("value" if match["value"] else "bare"))
    yield from (_secret("SECRET", *m.span(), 0.6) for m in _TOKEN.finditer(text) if _looks_random(m[0]))


def _secret(type: str, start: int, end: int, score: float = 1.0) -> Finding:
    return Finding(type, start, end, score, secret=True)


def _looks_random(token: str) -> bool:
    """Capitals, small letters and digits in a mixture that neither words nor paths nor hashes have."""
    numbers = len(_NUMBER.findall(token))
    upper = sum(c.isupper() for c in token)
    lower = sum(c.islower() for c in token)
    signs = len(token) - sum(c.isalnum() for c in token)
    if numbers < (2 if len(token) < SURELY_LONG else 1) or upper < 3 or lower < 3 or signs > len(token) / 7:
        return False
    return _bits(token) >= RANDOM_MIN_BITS and _switches(token) >= len(token) * 0.4


def _bits(token: str) -> float:
    """Shannon entropy per character."""
    return -sum(n / len(token) * math.log2(n / len(token)) for n in Counter(token).values())


def _switches(token: str) -> int:
    """How often the kind of character changes: small, capital, digit, other."""
    kinds = ["a" if c.islower() else "A" if c.isupper() else "0" if c.isdigit() else "-" for c in token]
    return sum(a != b for a, b in pairwise(kinds))
