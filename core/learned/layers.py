"""A small dense net on names of what holds: one row of weights a name, one hidden layer, one score."""

from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import Any

Row = tuple[float, ...]


class Layers:
    """`score` of a set of names is `out · relu(bias + sum of their rows)`; names without a row count nothing.

    Rows may be added up beforehand where some names are shared by many sets.
    """

    def __init__(self, rows: Mapping[str, Row], bias: Row, out: Row) -> None:
        self._rows, self._bias, self._out = rows, bias, out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Layers":
        """`{"scale", "rows": {name: [ints]}, "bias": [ints], "out": [ints]}`: a weight is its integer over the scale."""
        scale = data["scale"]
        rows = {name: _scaled(row, scale) for name, row in data["rows"].items()}
        return cls(rows, _scaled(data["bias"], scale), _scaled(data["out"], scale))

    def row(self, names: Iterable[str]) -> Row:
        """The rows of the names, added up."""
        found = [self._rows[name] for name in names if name in self._rows]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0.0,) * len(self._bias)

    def score(self, names: Iterable[str], *rows: Row) -> float:
        """The score of the names and of rows added up before."""
        found = [self._rows[name] for name in names if name in self._rows]
        hidden = map(sum, zip(self._bias, *rows, *found, strict=True))
        score: float = sum(map(mul, self._out, (x if x > 0 else 0.0 for x in hidden)))
        return score


def _scaled(values: Sequence[int], scale: float) -> Row:
    return tuple(x / scale for x in values)
