"""What every implementation of `core.ports.Cohesion` keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.embeddings.cohesion import Embedded
from core.chunks import Lexical, split
from core.ports import Cohesion
from core.text.words import words
from tests.adapters.embeddings import tiny
from tests.core.chunks.talk import said

PRINTER = ["paper jam printer", "toner print paper", "jam toner printers", "paper print toner"] * 20
MONEY = ["invoice tax", "refund ledger tax", "ledger invoice refund", "tax invoice refund"] * 20


@pytest.fixture(params=[lambda _: Lexical(), lambda path: Embedded(tiny.folder(path))], ids=["words", "embeddings"])
def cohesion(request: pytest.FixtureRequest, tmp_path: Path) -> Cohesion:
    made: Callable[[Path], Cohesion] = request.param
    return made(tmp_path)


def test_there_is_a_similarity_for_each_place_between_two_texts(cohesion: Cohesion) -> None:
    assert [cohesion.similarities(texts) for texts in ([], ["one"])] == [[], []]
    assert len(cohesion.similarities(["", "", "paper"])) == 2


def test_no_similarity_is_above_one_and_texts_without_words_do_no_harm(cohesion: Cohesion) -> None:
    found = cohesion.similarities(["paper jam"] * 30 + [""] * 30 + ["?!"] * 30)
    assert max(found) <= 1 + 1e-9
    assert max(found[:20]) == pytest.approx(1, abs=1e-4)


def test_what_stands_beyond_its_reach_changes_nothing(cohesion: Cohesion) -> None:
    reach = cohesion.reach
    before, after = (cohesion.similarities([*x, *PRINTER[:reach] * 2, *x]) for x in (MONEY[:10], PRINTER[:10]))
    assert before[9 + reach] == after[9 + reach]


def test_the_topic_shift_is_the_lowest_place_and_is_cut_at(cohesion: Cohesion) -> None:
    found = cohesion.similarities([*PRINTER, *MONEY])
    assert found.index(min(found)) == len(PRINTER) - 1
    parts = split(said([*PRINTER, *MONEY]), 50_000, cohesion=cohesion)
    assert [len(p.messages) for p in parts] == [len(PRINTER), len(MONEY)]


def test_words_that_are_known_already_are_not_looked_for_again() -> None:
    texts = [*PRINTER, *MONEY]
    assert Lexical([words(text) for text in texts]).similarities([""] * len(texts)) == Lexical().similarities(texts)
