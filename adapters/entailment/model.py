"""An entailment model: a cross-encoder of the BERT class with a WordPiece vocabulary (adapters/transformer).

It reads both texts at once, [CLS] premise [SEP] hypothesis [SEP], and gives (batch, labels) before the last step. One
label is how consistent they are, as in HHEM (Vectara 2023); of several config.json says which is entailment.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.transformer.session import Transformer, batches
from core.errors import OperatorError

TOKENS_MAX = 512  # of both texts; the models of this class have no place for more
_ENTAILS = {"entailment", "entailed", "entails", "consistent", "supported"}


class Entailing:
    """An implementation of `core.ports.Entailment`. Making one loads and tries the model. Errors: `OperatorError`."""

    def __init__(self, folder: Path) -> None:
        self._model = Transformer(folder, "an entailment model")
        self._label = _label(folder / "config.json")
        self.scores([("it rains", "it rains")])  # what is wrong shows now, not in the midst of an answer

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        read = [self._model.tokenizer.pair(premise, text, TOKENS_MAX) for premise, text in pairs]
        out = [0.0] * len(read)
        for batch in batches([len(ids) for ids, _ in read]):
            logits = self._model.run([read[i][0] for i in batch], [read[i][1] for i in batch]).output
            for i, row in zip(batch, self._checked(logits), strict=True):
                out[i] = self._score(row)
        return out

    def _checked(self, logits: NDArray[np.float32]) -> list[list[float]]:
        if np.ndim(logits) != 2:
            raise OperatorError(f"{self._model.path}: not an entailment model: it does not give labels for a pair")
        labels = logits.shape[1]
        if labels > 1 and (self._label is None or self._label >= labels):
            raise OperatorError(
                f"{self._model.path}: gives {labels} labels, and config.json beside it does not say under `id2label` "
                "which is entailment"
            )
        return [[float(x) for x in row] for row in logits]

    def _score(self, row: Sequence[float]) -> float:
        """The logistic function of one label, the softmax of several."""
        if len(row) == 1:
            return float(1 / (1 + np.exp(-row[0])))
        powers = np.exp(np.array(row) - max(row))
        return float(powers[self._label] / powers.sum())


def _label(path: Path) -> int | None:
    """The place of the label that says so; None where the file is missing or names none."""
    try:
        labels = json.loads(path.read_text(encoding="utf-8")).get("id2label", {})
        return next((int(i) for i, name in labels.items() if str(name).lower() in _ENTAILS), None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError) as error:
        raise OperatorError(f"{path}: not the configuration of a model with labels (`id2label`)") from error
