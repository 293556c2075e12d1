"""A tiny random model of the MiniLM class, written byte by byte: a vector a token, looked up in a table.

Fields by number as in onnx.proto (opset 13); no quality is claimed for it.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WIDTH = 16
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
PIECES = "[PAD] [UNK] [CLS] [SEP] print ##er ##s jam toner paper invoice tax refund ledger ! 紙 cafe".split()
_FLOAT, _INT64 = 1, 7
_INT, _INTS = 2, 7  # kinds of attributes
_BYTES = 2  # protobuf's wire type of what has a length


def table(rows: int = len(PIECES)) -> NDArray[np.float32]:
    return np.random.default_rng(7).normal(size=(rows, WIDTH)).astype(np.float32)


def folder(
    path: Path, inputs: Sequence[str] = INPUTS, rows: int = len(PIECES), pooled: bool = False, pieces: str | None = None
) -> Path:
    """A folder with model.onnx and vocab.txt. `pooled`: its output has no vector a token."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "model.onnx").write_bytes(_model(inputs, table(rows), pooled))
    (path / "vocab.txt").write_text("\n".join(PIECES) if pieces is None else pieces, encoding="utf-8")
    return path


def classifier(path: Path, labels: int = 3, names: Sequence[str] = ()) -> Path:
    """The same for pairs of texts: for each label a sum over both texts. `names` of the labels, if any, in order."""
    path.mkdir(parents=True, exist_ok=True)
    values = (table()[:, :labels] / 4).astype(np.float32)
    values[PIECES.index("[PAD]")] = 0  # what pads a batch counts nothing
    (path / "model.onnx").write_bytes(_model(INPUTS, values, summed=True))
    (path / "vocab.txt").write_text("\n".join(PIECES), encoding="utf-8")
    if names:
        (path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(names))}), encoding="utf-8")
    return path


def _model(inputs: Sequence[str], values: NDArray[np.float32], pooled: bool = False, summed: bool = False) -> bytes:
    looked_up = "all" if pooled or summed else "last_hidden_state"
    nodes = _text(1, "table") + _text(1, inputs[0]) + _text(2, looked_up) + _text(4, "Gather")
    graph = _field(1, nodes) + _text(2, "tiny")
    if pooled:
        graph += _field(1, _text(1, "all") + _text(2, "last_hidden_state") + _text(4, "Flatten"))
    if summed:
        over_tokens = _text(1, "axes") + _field(8, _varint(1)) + _number(20, _INTS)
        flat = _text(1, "keepdims") + _number(3, 0) + _number(20, _INT)
        reduced = _text(1, "all") + _text(2, "last_hidden_state") + _text(4, "ReduceSumSquare")
        graph += _field(1, reduced + _field(5, over_tokens) + _field(5, flat))
    weights = b"".join(_number(1, x) for x in values.shape) + _number(2, _FLOAT) + _text(8, "table")
    graph += _field(5, weights + _field(9, values.tobytes()))
    graph += b"".join(_field(11, _value(name, _INT64, ("batch", "tokens"))) for name in inputs)
    axes = ("batch", "both") if pooled or summed else ("batch", "tokens", "width")
    graph += _field(12, _value("last_hidden_state", _FLOAT, axes))
    return _number(1, 8) + _field(8, _text(1, "") + _number(2, 13)) + _field(7, graph)


def _value(name: str, kind: int, axes: Sequence[str]) -> bytes:
    shape = b"".join(_field(1, _text(2, axis)) for axis in axes)
    return _text(1, name) + _field(2, _field(1, _number(1, kind) + _field(2, shape)))


def _text(number: int, text: str) -> bytes:
    return _field(number, text.encode())


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])
