"""Conditions that a text must meet for a recognizer to find anything in it: where one is not met, it is not asked.

Each is necessary for the recognizer's own patterns, so that skipping loses nothing; tests compare with the stock ones.
"""

import re
from collections.abc import Callable, Iterator

from core.redaction.phones import may_hold_phone

Gate = Callable[[str], object]

_NINE_DIGITS = re.compile(r"\d(?:[-. ]?\d){8}").search
GATES: dict[str, Gate] = {
    "CREDIT_CARD": re.compile(r"\d{4}[- ]?\d{3,4}[- ]?\d{3,4}[- ]?\d{3}").search,
    "CRYPTO": re.compile(r"(?:bc1|[13])[a-zA-Z0-9]{25}", re.IGNORECASE).search,
    "EMAIL_ADDRESS": re.compile(r"[^\s@]@\w[^\s@]*\.\w").search,
    "IBAN_CODE": re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2}", re.IGNORECASE).search,
    "IP_ADDRESS": re.compile(r"\d\.\d{1,3}\.\d{1,3}\.\d|::|(?:[0-9A-Fa-f]{1,4}:){6}").search,
    "MAC_ADDRESS": re.compile(
        r"[0-9A-F]{2}([:-])(?:[0-9A-F]{2}\1){4}|[0-9A-F]{4}\.[0-9A-F]{4}\.", re.IGNORECASE
    ).search,
    "PHONE_NUMBER": may_hold_phone,  # what it would find else is no phone number by our policy
    "US_ITIN": _NINE_DIGITS,
    "US_SSN": _NINE_DIGITS,
}
_DIGIT_OR_SIGN = re.compile(r"\d[^\n]{0,4}\d|[@:]").search


def open_for(text: str) -> Iterator[str]:
    """The types that may stand in the text."""
    if _DIGIT_OR_SIGN(text):
        for type, gate in GATES.items():
            if gate(text):
                yield type
