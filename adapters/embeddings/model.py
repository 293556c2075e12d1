"""A sentence-embedding model of the MiniLM class (adapters/transformer).

Its first output is (batch, tokens, width). A text's embedding is the mean over its tokens, scaled to length 1, as in
Sentence-BERT (Reimers and Gurevych 2019).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.transformer.session import Transformer, batches
from core.errors import OperatorError

Vectors = NDArray[np.float32]

TOKENS_MAX = 128  # read of a text; the models of this class were trained on as many


class Model:
    """Errors of loading and running: `OperatorError` in one line that names the path."""

    def __init__(self, folder: Path) -> None:
        self._model = Transformer(folder, "a sentence-embedding model")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, in order."""
        ids = [self._model.tokenizer.ids(text, TOKENS_MAX) for text in texts]
        together = batches([len(x) for x in ids])
        if not together:
            return np.zeros((0, 0), np.float32)
        rows = np.concatenate([self._run([ids[i] for i in batch]) for batch in together])
        out = np.empty_like(rows)
        out[[i for batch in together for i in batch]] = rows
        return out

    def _run(self, batch: list[list[int]]) -> Vectors:
        states, mask = self._model.run(batch)
        if np.shape(states)[:2] != mask.shape or np.ndim(states) != 3:
            raise OperatorError(
                f"{self._model.path}: not a sentence-embedding model: it does not give a vector a token"
            )
        sums = (states * mask[:, :, None]).sum(axis=1)
        return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12), np.float32)
