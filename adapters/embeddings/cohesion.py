"""Cohesion by meaning: cosine of the mean embeddings on both sides of a place."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from adapters.embeddings.model import Model

WINDOW_MESSAGES = 10


class Embedded:
    """An implementation of `core.ports.Cohesion`. Making one loads the model. Errors: `OperatorError`."""

    reach = WINDOW_MESSAGES

    def __init__(self, folder: Path) -> None:
        self._model = Model(folder)

    def similarities(self, texts: Sequence[str]) -> list[float]:
        if len(texts) < 2:
            return []
        vectors = self._model.embed(texts)
        around = np.pad(vectors, ((WINDOW_MESSAGES, WINDOW_MESSAGES), (0, 0)))
        sums = sliding_window_view(around, WINDOW_MESSAGES, axis=0).sum(axis=-1)  # row p: in front of message p
        before, after = sums[1 : len(texts)], sums[1 + WINDOW_MESSAGES : len(texts) + WINDOW_MESSAGES]
        lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
        cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-12)
        # Rounded: a text in another batch differs in the last digits, and must not move a cut.
        return [round(float(x), 4) for x in cosines]
