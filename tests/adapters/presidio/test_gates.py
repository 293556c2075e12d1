"""Gates skip only what could find nothing: beside the stock analyzer, on the same text, nothing is lost."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from adapters.presidio.engine import build
from adapters.presidio.gates import GATES, open_for
from adapters.presidio.recognizers import KEPT, KEPT_BY_LANGUAGE, LEFT_OUT
from adapters.presidio.words import WordsEngine
from core.redaction.phones import is_phone
from tests.planted import personal

OURS = build()
KEPT_NAMES = {recognizer.__name__ for recognizer in KEPT}


def _stock() -> AnalyzerEngine:
    """Presidio's own registry, with those of its recognizers that we keep."""
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    registry.recognizers = [r for r in registry.recognizers if type(r).__name__ in KEPT_NAMES]
    return AnalyzerEngine(registry=registry, nlp_engine=WordsEngine(["en"]), supported_languages=["en"])


STOCK = _stock()
_PIECES = [make(Random(i)) for i in range(12) for make, _ in personal.PROMISED.values()]
_BITS = [
    "a@b.co",
    "::1",
    "12:34",
    "00-11-22",
    "1.2.3.4",
    "3FZbgi29cpjq2GjdwV8eyHuJJnkLtktZc5",
    "GB29 NWBK",
    "@",
    ".",
    "-",
    " ",
]
_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_PIECES + _BITS),
        st.text("0123456789 -.:+()@abcDEF/x", max_size=24),
        st.text(max_size=8),
    ),
    max_size=6,
).map("".join)


def results(engine: AnalyzerEngine, text: str, types: list[str]) -> set[tuple[str, int, int, float]]:
    """Without phones: of these a stated policy decides, and our own recognizer adds groups of digits."""
    wanted = [t for t in types if t != "PHONE_NUMBER"]
    return {(r.entity_type, r.start, r.end, r.score) for r in engine.analyze(text, "en", wanted)} if wanted else set()


@given(_TEXTS)
@settings(max_examples=400, deadline=None)
def test_each_kept_recognizer_finds_what_stock_finds(text: str) -> None:
    assert results(OURS, text, list(open_for(text))) == results(STOCK, text, list(GATES))


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_phone_number_that_the_policy_takes_is_lost(text: str) -> None:
    stock = {(r.start, r.end) for r in STOCK.analyze(text, "en", ["PHONE_NUMBER"])}
    assert not any(is_phone(text, *span) for span in stock) or "PHONE_NUMBER" in open_for(text)


def test_every_recognizer_that_presidio_would_load_is_kept_or_left_out_with_a_reason() -> None:
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en", "es", "it", "pl"])
    kept = KEPT_NAMES | {r.__name__ for of in KEPT_BY_LANGUAGE.values() for r in of}
    assert {type(r).__name__ for r in registry.recognizers} == kept | LEFT_OUT.keys()
    assert not kept & LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("recognizer", KEPT)
def test_every_kept_recognizer_has_a_gate(recognizer: type) -> None:
    [type] = recognizer().supported_entities
    assert type in GATES
