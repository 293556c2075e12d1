"""An entailment model: a transformer that reads premise and hypothesis at once (adapters/transformer).

Either as a pair, or as one text by the `prompt` of its config.json with {text1} and {text2}, as HHEM 2.1 has it
(Vectara 2024). It gives (batch, labels) before the last step: one label is how consistent they are, as in HHEM 1
(Vectara 2023); of several config.json says which is entailment.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.transformer.session import Transformer, batches
from core.errors import OperatorError

TOKENS_MAX = 512  # of both texts; most models of this class have no place for more
_PAD = "<pad> "
_ENTAILS = {"entailment", "entailed", "entails", "consistent", "supported"}


class Entailing:
    """An implementation of `core.ports.Entailment`. Making one loads and tries the model. Errors: `OperatorError`."""

    def __init__(self, folder: Path) -> None:
        self._model = Transformer(folder, "an entailment model")
        told = _told(folder / "config.json")
        self._label, self._prompt = _label(told), told.get("prompt")
        self.scores([("it rains", "it rains")])  # what is wrong shows now, not in the midst of an answer

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        read = [self._read(premise, text) for premise, text in pairs]
        out = [0.0] * len(read)
        for batch in batches([len(ids) for ids, _ in read]):
            logits = self._model.run([read[i][0] for i in batch], [read[i][1] for i in batch]).output
            for i, row in zip(batch, self._checked(logits), strict=True):
                out[i] = self._score(row)
        return out

    def _read(self, premise: str, text: str) -> tuple[list[int], list[int]]:
        tokens = self._model.tokenizer
        if self._prompt is None:
            return tokens.pair(premise, text, TOKENS_MAX)
        begins = [tokens.pad] if self._prompt.startswith(_PAD) else []  # as the decoder of T5 begins
        asked = self._prompt.removeprefix(_PAD).replace("{text2}", tokens.cut(text, TOKENS_MAX // 2))
        most = TOKENS_MAX - len(begins)
        room = most - len(tokens.ids(asked.replace("{text1}", ""), most))
        ids = begins + tokens.ids(asked.replace("{text1}", tokens.cut(premise, room)), most)
        return ids, [0] * len(ids)

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


def _told(path: Path) -> dict[str, Any]:
    """What the model says of itself; nothing where the file is missing."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        labels, prompt = told.get("id2label", {}).values(), told.get("prompt", "{text1}{text2}")
        if not all(isinstance(name, str) for name in labels) or not {"{text1}", "{text2}"} <= _places(prompt):
            raise ValueError("labels or prompt")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise OperatorError(f"{path}: not the configuration of a model with labels (`id2label`)") from error
    return dict(told)


def _places(prompt: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", prompt))


def _label(told: dict[str, Any]) -> int | None:
    """The place of the label that says so; None where none does."""
    labels = told.get("id2label", {})
    return next((int(i) for i, name in labels.items() if name.lower() in _ENTAILS), None)
