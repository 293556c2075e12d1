"""Large JSON files are read piece by piece, and what is wrong is named by its place."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.exports import jsonstream
from adapters.exports.jsonstream import JsonStream
from core.errors import InputError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def elements(data: bytes) -> list[Any]:
    stream = JsonStream(io.BytesIO(data).read, "x.json")
    found = list(stream.elements())
    stream.end()
    return found


@pytest.fixture
def tiny_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonstream, "CHUNK_BYTES", 3)


@pytest.mark.usefixtures("tiny_chunks")
def test_chunks_that_cut_through_anything_change_nothing() -> None:
    @given(st.lists(VALUES, max_size=6), st.sampled_from([None, 2]), st.booleans())
    def same(values: list[Any], indent: int | None, ascii: bool) -> None:
        text = json.dumps(values, indent=indent, ensure_ascii=ascii)
        assert elements(text.encode("utf-8", "replace")) == json.loads(text.encode("utf-8", "replace"))

    same()


@pytest.mark.usefixtures("tiny_chunks")
def test_any_bytes_are_read_or_refused_with_their_place() -> None:
    @given(st.binary(max_size=60) | st.text('[]{}",:0e-tn\\u \n', max_size=60).map(str.encode))
    def refused(data: bytes) -> None:
        try:
            assert elements(data) == json.loads(data)
        except InputError as error:
            assert str(error).startswith("x.json, ")  # noqa: PT017 - both outcomes are right

    refused()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'[{"a": 1}, {"b": ', "x.json, line 1, column 18: the file is cut off here"),
        (b'[\n{"a": "', "x.json, line 2, column 8: the file is cut off here"),
        (b'[\n1,\n{"a": oops}\n, "and more text to come"]', "x.json, line 3, column 7: not JSON (expecting value)"),
        (b"[1 2]", "x.json, line 1, column 4: not JSON (expecting ',' delimiter)"),
        (b"[1] 2", "x.json, line 1, column 5: more text after the end of the JSON"),
        (b'{"a": 1}', "x.json, line 1, column 1: expected '['"),
        (b'["caf\xe9"]', "x.json, byte 5: not UTF-8 text"),
        (b"\xff\xfe[\x00]\x00", "x.json, byte 0: not UTF-8 text"),
        (b"[" * 100_000, "x.json, line 1, column 1: nested too deeply"),
    ],
)
def test_the_place_of_what_is_wrong_is_named(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as failure:
        elements(data)
    assert str(failure.value) == line


@pytest.mark.usefixtures("tiny_chunks")
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[11111111111111 2222222222222222]", "x.json, line 1, column 17: expected ','"),
        (b"[1,\n2,       ]                  ", "x.json, line 2, column 10: a comma with nothing after it"),
        (b"[" * 100_000, "x.json, line 1, column 2: nested too deeply"),
    ],
)
def test_the_place_is_named_in_files_read_in_pieces_too(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as failure:
        elements(data)
    assert str(failure.value) == line


def test_a_byte_order_mark_is_no_text() -> None:
    assert elements(b"\xef\xbb\xbf[1]") == [1]


def test_an_element_without_an_end_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonstream, "ELEMENT_MAX_CHARS", 1000)
    monkeypatch.setattr(jsonstream, "CHUNK_BYTES", 100)
    taken = 0

    def endless(size: int) -> bytes:
        nonlocal taken
        taken += size
        return b'["' + b"x" * (size - 2) if taken == size else b"x" * size

    with pytest.raises(InputError, match="longer than 1,000 characters"):
        list(JsonStream(endless, "x.json").elements())
    assert taken < 5000
