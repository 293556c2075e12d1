"""What an admin may set: languages, a Presidio file of recognizers, a language model."""

from pathlib import Path

import pytest
import spacy

from adapters.presidio.finder import Finder
from adapters.presidio.options import Options
from core.errors import OperatorError


def types(finder: Finder, text: str) -> list[tuple[str, str]]:
    return [(f.type, text[f.start : f.end]) for f in finder.find(text)]


def test_a_presidio_file_adds_recognizers(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(
        "recognizers:\n"
        "  - name: Badge\n    supported_language: en\n    supported_entity: BADGE\n"
        "    patterns: [{name: badge, regex: 'B-[0-9]{4}', score: 0.9}]\n"
    )
    assert types(Finder(Options(recognizers=file)), "badge B-1234 of ana@example.com") == [
        ("BADGE", "B-1234"),
        ("EMAIL_ADDRESS", "ana@example.com"),
    ]


@pytest.mark.parametrize("content", [None, "recognizers: 7", "x: [", "recognizers: [{name: A}]"])
def test_a_broken_file_is_one_line_that_names_it(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "ours.yaml"
    if content:
        file.write_text(content)
    with pytest.raises(OperatorError, match=r"ours\.yaml: not a Presidio recognizers file \([^\n]+\)$"):
        Finder(Options(recognizers=file))


def test_languages_bring_their_national_numbers() -> None:
    text = "dni 12345678Z, codice fiscale RSSMRA85T10A562S"
    assert types(Finder(), text) == []
    assert types(Finder(Options(("en", "es", "it"))), text) == [
        ("ES_NIF", "12345678Z"),
        ("IT_FISCAL_CODE", "RSSMRA85T10A562S"),
    ]


def test_a_language_model_adds_its_persons_and_places_only(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    labels = [("PERSON", "Thibault"), ("GPE", "Lyon"), ("DATE", "Friday"), ("PERSON", "Oksana")]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in labels])  # type: ignore[attr-defined]
    pipeline.to_disk(tmp_path / "tiny")
    finder = Finder(Options(model=str(tmp_path / "tiny")))
    assert types(finder, "Thibault leaves Lyon on Friday, call 212-555-0123") == [
        ("PERSON", "Thibault"),
        ("LOCATION", "Lyon"),
        ("PHONE_NUMBER", "212-555-0123"),
    ]


def test_a_model_that_is_not_there_is_not_downloaded() -> None:
    with pytest.raises(OperatorError, match=r"^en_core_web_none: no such spaCy model; install it"):
        Finder(Options(model="en_core_web_none"))
