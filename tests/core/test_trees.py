"""Trees as they are written to a file and read again."""

import math

import pytest

from core.learned.trees import Trees

TREES = Trees({"bias": -1.0, "trees": [[0, 0.5, -2.0, [1, 10.0, 0.0, 3.0]], 0.25]})


@pytest.mark.parametrize(
    ("row", "total"), [([0.5, 99.0], -2.75), ([0.6, 10.0], -0.75), ([0.6, 10.1], 2.25), ([9, 11], 2.25)]
)
def test_each_row_goes_left_up_to_the_threshold(row: list[float], total: float) -> None:
    assert TREES.probability(row) == pytest.approx(1 / (1 + math.exp(-total)))
