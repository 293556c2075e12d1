"""What was learned from summaries that people wrote (tests/training/points.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core import weights
from core.learned.trees import Trees


@dataclass(frozen=True, slots=True)
class Trained:
    """`stop_words`: uses per word of a summary. `common`: natural log of the share of conversations using a stem.

    `words` gives the chance that a summary uses a stem, `sentences` that people would build on a sentence.
    """

    stop_words: Mapping[str, float]
    common: Mapping[str, float]
    words: Trees
    sentences: Trees

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Trained":
        return cls(data["stop_words"], data["common"], Trees(data["words"]), Trees(data["sentences"]))


@cache
def load() -> Trained:
    return Trained.of(weights.load("points"))
