"""A sentence-embedding model of the MiniLM class: a folder with model.onnx and vocab.txt.

Inputs input_ids, attention_mask and, where the model has it, token_type_ids, each (batch, tokens) of int64; the first
output is (batch, tokens, width). A text's embedding is the mean over its tokens, scaled to length 1, as in
Sentence-BERT (Reimers and Gurevych 2019).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from adapters.embeddings.wordpiece import WordPiece
from core.errors import OperatorError

Vectors = NDArray[np.float32]

BATCH = 32  # texts in one run of the model
TOKENS_MAX = 128  # read of a text; the models of this class were trained on as many
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_NEEDED = {"input_ids", "attention_mask"}


class Model:
    """Errors of loading and running: `OperatorError` in one line that names the path."""

    def __init__(self, folder: Path) -> None:
        if not folder.exists():
            raise OperatorError(f"{folder}: no such folder; name one with model.onnx and vocab.txt")
        self._path = _onnx(folder)
        self._tokenizer = WordPiece.load(folder / "vocab.txt")
        self._session = _session(self._path)
        self._inputs = [x.name for x in self._session.get_inputs()]
        if set(self._inputs) - _INPUTS or _NEEDED - set(self._inputs):
            raise OperatorError(
                f"{self._path}: not a sentence-embedding model: it takes {', '.join(self._inputs) or 'nothing'}, "
                "not input_ids and attention_mask"
            )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, in order. Texts of like length share a batch: less padding."""
        ids = [self._tokenizer.ids(text, TOKENS_MAX) for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        if not batches:
            return np.zeros((0, 0), np.float32)
        rows = np.concatenate([self._run([ids[i] for i in batch]) for batch in batches])
        out = np.empty_like(rows)
        out[order] = rows
        return out

    def _run(self, batch: list[list[int]]) -> Vectors:
        longest = max(map(len, batch))
        tokens = np.array([ids + [self._tokenizer.pad] * (longest - len(ids)) for ids in batch], np.int64)
        mask = np.array([[1] * len(ids) + [0] * (longest - len(ids)) for ids in batch], np.int64)
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        try:
            states = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # the runtime's errors share no other base
            raise OperatorError(f"{self._path}: the model cannot be run ({_line(error)})") from error
        if np.shape(states)[:2] != tokens.shape or np.ndim(states) != 3:
            raise OperatorError(f"{self._path}: not a sentence-embedding model: it does not give a vector a token")
        sums = (np.asarray(states, np.float32) * mask[:, :, None]).sum(axis=1)
        return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12), np.float32)


def _onnx(folder: Path) -> Path:
    """Where the model lies: exports put it into the folder itself or into `onnx`."""
    places = (folder / "model.onnx", folder / "onnx" / "model.onnx")
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise OperatorError(f"{folder}: has no model.onnx; name the folder of a sentence-embedding model")
    return found


def _session(path: Path) -> Any:
    try:
        return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors share no other base
        raise OperatorError(f"{path}: not an ONNX model ({_line(error)})") from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
