"""Which of Presidio's recognizers are worth having in chat, and why the others are not."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    CryptoRecognizer,
    EmailRecognizer,
    EsNieRecognizer,
    EsNifRecognizer,
    IbanRecognizer,
    IpRecognizer,
    ItFiscalCodeRecognizer,
    MacAddressRecognizer,
    PhoneRecognizer,
    PlPeselRecognizer,
    UsItinRecognizer,
    UsSsnRecognizer,
)

from adapters.presidio.phones import GroupedPhoneRecognizer
from core.errors import OperatorError

Recognizer = Callable[..., EntityRecognizer]

# What Presidio's own registry gives each of its recognizers; without it an IBAN in small letters is none.
REGEX_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE
KEPT: tuple[Recognizer, ...] = (
    CreditCardRecognizer,
    CryptoRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    MacAddressRecognizer,
    PhoneRecognizer,
    UsItinRecognizer,
    UsSsnRecognizer,
)
# National numbers that carry a check digit, where the language is among the settings.
KEPT_BY_LANGUAGE: dict[str, tuple[Recognizer, ...]] = {
    "es": (EsNieRecognizer, EsNifRecognizer),
    "it": (ItFiscalCodeRecognizer,),
    "pl": (PlPeselRecognizer,),
}
# Of those that Presidio itself would load. What it leaves disabled stays so: a file of the admin's can enable it.
LEFT_OUT = {
    "DateRecognizer": "a summary without dates is none; 2.6.15 of a kernel is a date to it",
    "ItDriverLicenseRecognizer": "ten letters and digits: ids and hashes of code",
    "ItIdentityCardRecognizer": "two letters and seven digits: ids of tickets",
    "ItPassportRecognizer": "two letters and seven digits: ids of tickets",
    "ItVatCodeRecognizer": "eleven digits: a firm's number, and one in ten timestamps passes its check",
    "MedicalLicenseRecognizer": "two letters and seven digits: ids of tickets",
    "NhsRecognizer": "ten digits: one in eleven timestamps and order numbers passes its check",
    "SpacyRecognizer": "needs a model: it comes with the one that the admin names",
    "UrlRecognizer": "app.py is a link to it, and a.a.a.a costs it a millisecond a character: core.redaction.urls",
    "UsBankRecognizer": "eight to seventeen digits near the word account: every order number",
    "UsLicenseRecognizer": "one letter and digits: every Slack id",
    "UsPassportRecognizer": "nine digits near the word travel",
    "UuidRecognizer": "names a disk, a request, a commit; of people it names none in chat",
}


def registry(languages: Sequence[str], file: Path | None = None) -> RecognizerRegistry:
    """What we keep, for each language, and what the admin's Presidio recognizers file adds. Errors: `OperatorError`."""
    recognizers = [r for language in languages for r in _of(language)]
    made = RecognizerRegistry(recognizers=recognizers, supported_languages=list(languages))
    if file:
        try:
            made.add_recognizers_from_yaml(str(file))
        except Exception as error:  # Presidio raises what YAML, pydantic and its own checks raise
            raise OperatorError(f"{file}: not a Presidio recognizers file ({_first_line(error)})") from error
    return made


def _of(language: str) -> Iterator[EntityRecognizer]:
    for recognizer in (*KEPT, GroupedPhoneRecognizer, *KEPT_BY_LANGUAGE.get(language, ())):
        made = recognizer(supported_language=language)
        if isinstance(made, PatternRecognizer):
            made.global_regex_flags = REGEX_FLAGS
        yield made


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
