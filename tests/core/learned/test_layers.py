"""The net on names of what holds."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.learned.layers import Layers

UNITS = 5
weights = st.lists(st.integers(-20_000, 20_000), min_size=UNITS, max_size=UNITS)
NAMES = [f"name {i}" for i in range(12)]


@given(st.lists(weights, min_size=12, max_size=12), weights, weights, st.lists(st.sampled_from(NAMES), max_size=60))
def test_the_score_is_that_of_a_dense_net(
    rows: list[list[int]], bias: list[int], out: list[int], held: list[str]
) -> None:
    net = Layers(dict(zip(NAMES, rows, strict=True)), bias, out)
    assert net.score(net.bias + net.row(held)) == slowly([rows[NAMES.index(x)] for x in held], bias, out)


def test_names_that_were_never_trained_count_nothing() -> None:
    net = Layers({"known": [3, -4]}, [1, 1], [2, 5])
    assert net.row(["known", "unknown"]) == net.row(["known"])


def test_weights_are_read_as_training_writes_them() -> None:
    net = Layers.from_json({"about": "", "scale": 10, "rows": {"a": [2]}, "bias": [1], "out": [3]})
    assert net.score(net.bias + net.row("a")) == 9


def slowly(rows: Sequence[Sequence[int]], bias: Sequence[int], out: Sequence[int]) -> int:
    hidden = [sum(unit) for unit in zip(bias, *rows, strict=True)]
    return sum(weight * max(0, x) for weight, x in zip(out, hidden, strict=True))
