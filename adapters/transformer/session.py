"""A transformer that reads texts at once: a folder with model.onnx and tokenizer.json, or vocab.txt of the BERT class.

Inputs input_ids, attention_mask and, where the model has it, token_type_ids, each (batch, tokens) of int64.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from adapters.transformer.tokenizer import Tokenizer
from core.errors import OperatorError

BATCH = 32  # texts in one run of a model
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_NEEDED = {"input_ids", "attention_mask"}


class Read(NamedTuple):
    """What one run gives: the model's first output, and which tokens are no padding, (batch, tokens) of 0 and 1."""

    output: NDArray[np.float32]
    mask: NDArray[np.int64]


class Transformer:
    """`kind` is what such a model is called: "a sentence-embedding model".

    Errors of loading and running: `OperatorError` in one line that names the path.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        if not folder.exists():
            raise OperatorError(f"{folder}: no such folder; name one with model.onnx and tokenizer.json")
        self.path = _onnx(folder, kind)
        self.tokenizer = Tokenizer(folder)
        self._session = _session(self.path)
        self._inputs = [x.name for x in self._session.get_inputs()]
        if set(self._inputs) - _INPUTS or _NEEDED - set(self._inputs):
            raise OperatorError(
                f"{self.path}: not {kind}: it takes {', '.join(self._inputs) or 'nothing'}, "
                "not input_ids and attention_mask"
            )

    def run(self, batch: Sequence[Sequence[int]], types: Sequence[Sequence[int]] | None = None) -> Read:
        """`batch` has the token ids of each text, `types` their kinds, as long; none are all 0."""
        longest = max(map(len, batch))
        tokens = _padded(batch, longest, self.tokenizer.pad)
        mask = _padded([[1] * len(ids) for ids in batch], longest, 0)
        kinds = np.zeros_like(tokens) if types is None else _padded(types, longest, 0)
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": kinds}
        try:
            output = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # the runtime's errors share no other base
            raise OperatorError(f"{self.path}: the model cannot be run ({_line(error)})") from error
        return Read(np.asarray(output, np.float32), mask)


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """The places of texts in batches. Texts of like length share one: less padding."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[i : i + BATCH] for i in range(0, len(order), BATCH)]


def _padded(rows: Sequence[Sequence[int]], length: int, padding: int) -> NDArray[np.int64]:
    return np.array([[*row, *[padding] * (length - len(row))] for row in rows], np.int64)


def _onnx(folder: Path, kind: str) -> Path:
    """Where the model lies: exports put it into the folder itself or into `onnx`."""
    places = (folder / "model.onnx", folder / "onnx" / "model.onnx")
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise OperatorError(f"{folder}: has no model.onnx; name the folder of {kind}")
    return found


def _session(path: Path) -> Any:
    try:
        return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors share no other base
        raise OperatorError(f"{path}: not an ONNX model ({_line(error)})") from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
