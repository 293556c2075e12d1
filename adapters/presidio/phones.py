"""Phone numbers as people group them, where no numbering plan of the stock recognizer's regions knows them."""

import re
from typing import Any

from presidio_analyzer import LocalRecognizer, RecognizerResult

from core.redaction.phones import is_phone

# Groups of digits with single separators, perhaps a country code before and an extension behind.
_NUMBER = re.compile(
    r"(?<![\w./#=@$€£%(-])(?<!\d,)\(?\+?\d{1,5}\)?(?:[ .-]?\(?\d{1,9}\)?){1,6}(?:\s?(?:x|ext\.?|#)\s?\d{1,6})?",
    re.IGNORECASE,
)
SCORE = 0.5


class GroupedPhoneRecognizer(LocalRecognizer):
    """Sure by its shape, or with a word such as "call" before it or "office" behind it."""

    def __init__(self, supported_language: str = "en") -> None:
        super().__init__(supported_entities=["PHONE_NUMBER"], supported_language=supported_language)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        found = (m.span() for m in _NUMBER.finditer(text))
        return [
            RecognizerResult("PHONE_NUMBER", start, end, SCORE) for start, end in found if is_phone(text, start, end)
        ]
