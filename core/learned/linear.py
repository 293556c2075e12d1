"""Logistic regression over features that are words: a sum of weights."""

import math
from collections.abc import Iterable, Mapping


class Linear:
    """Scores sets of features; a feature that was not trained counts nothing."""

    def __init__(self, bias: float, weights: Mapping[str, float]) -> None:
        self._bias = bias
        self._weight = dict(weights).get

    def score(self, features: Iterable[str]) -> float:
        """The logit: above 0 is more likely than not."""
        weight = self._weight
        return self._bias + sum([weight(f, 0.0) for f in features])

    def probability(self, features: Iterable[str]) -> float:
        return 1 / (1 + math.exp(-self.score(features)))
