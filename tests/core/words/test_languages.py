"""Languages as platforms tell them."""

import pytest

from core.words.languages import LANGUAGES, told_by


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", "German"),
        ("pt-BR", "Portuguese"),
        ("nb-no", "Norwegian"),
        ("zh-CN", "Chinese"),
        ("zh-TW", "Traditional Chinese"),
        ("zh-Hant-TW", "Traditional Chinese"),
        ("cy", "cy"),
        ("en-GB", None),
        ("", None),
    ],
)
def test_a_locale_tells_the_language_in_which_its_reader_is_answered(locale: str, language: str | None) -> None:
    assert told_by(locale) == language


@pytest.mark.parametrize("locale", ["ar", "nl", "sv-SE", "uk"])
def test_the_language_of_a_locale_can_be_asked_for_by_its_name(locale: str) -> None:
    assert LANGUAGES[(told_by(locale) or "").casefold()] == told_by(locale)
