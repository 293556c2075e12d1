"""Statements are read out of an answer however it is cut into pieces."""

import json

import pytest

from core.asking.stream import AnswerReader, Stated
from tests.core.asking.scripted import stated

STATEMENTS = [stated('A "quoted" } brace ]', 1, 2), stated("Über Łódź \\ 雪", 3, kind="action", owner="<PERSON_1>")]
WANTED = [
    Stated("point", 'A "quoted" } brace ]', (1, 2)),
    Stated("action", "Über Łódź \\ 雪", (3,), "<PERSON_1>"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1_000])
@pytest.mark.parametrize("around", ["{}", "Here [you] are:\n```json\n{}\n```\nBye"])
def test_any_pieces_give_the_same_statements(size: int, around: str) -> None:
    text = around.replace("{}", json.dumps({"statements": STATEMENTS}))
    reader = AnswerReader()
    found = [s for at in range(0, len(text), size) for s in reader.read(text[at : at + size])]
    assert found == WANTED
    assert reader.complete


def test_a_statement_is_there_with_its_last_brace() -> None:
    reader = AnswerReader()
    assert list(reader.read('{"statements":[{"kind":"point","text":"A","sources":[1]')) == []
    assert [s.text for s in reader.read("}")] == ["A"]
    assert not reader.complete


@pytest.mark.parametrize(
    "odd",
    [{"kind": "joke", "text": "A", "sources": [1]}, {"kind": "point", "text": " ", "sources": [1]}, {"kind": "point"}],
)
def test_what_is_no_statement_is_counted_and_passed_over(odd: object) -> None:
    reader = AnswerReader()
    assert list(reader.read(json.dumps({"statements": [odd, STATEMENTS[0]]}))) == WANTED[:1]
    assert reader.broken == 1
