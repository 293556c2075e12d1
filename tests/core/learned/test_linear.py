"""Sums of weights."""

import math

import pytest

from core.learned.linear import Linear


def test_the_score_is_the_bias_and_the_weights_of_known_features() -> None:
    model = Linear(-1.0, {"ship": 2.0, "maybe": -0.5})
    assert model.score(["ship", "maybe", "unknown"]) == pytest.approx(0.5)
    assert model.score([]) == -1.0


def test_the_probability_is_the_logistic_of_the_score() -> None:
    assert Linear(0.0, {"ship": math.log(3)}).probability(["ship"]) == pytest.approx(0.75)
