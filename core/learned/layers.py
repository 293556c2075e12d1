"""A small dense net on names of what holds: one row of weights a name, one hidden layer, one score."""

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Any

_LANE_BITS = 32


class Layers:
    """The score of a set of names is `out · relu(bias + sum of their rows)`; names without a row count nothing.

    A row is one long integer with a lane of 32 bits for each hidden unit, so that rows are added up by one addition
    and not by one for each unit. Rows may be added up beforehand where some names are shared by many sets.
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], bias: Sequence[int], out: Sequence[int]) -> None:
        self._rows = _Rows((name, _packed(row)) for name, row in rows.items())
        self._out = tuple(out)
        self._lanes = Struct(f"<{len(out)}i")
        self._signs = _packed([1 << (_LANE_BITS - 1)] * len(out))
        self.bias = _packed(bias)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Layers":
        """`{"rows": {name: [integer of each hidden unit]}, "bias": [integers], "out": [integers]}`."""
        return cls(data["rows"], data["bias"], data["out"])

    def row(self, names: Iterable[str]) -> int:
        """The rows of the names, added up."""
        return sum(map(self._rows.__getitem__, names))

    def score(self, total: int) -> int:
        """The score of rows that were added up, the bias among them."""
        # Adding the sign bit to each lane stops borrows between lanes; turning it over makes two's complements.
        lanes = self._lanes.unpack(((total + self._signs) ^ self._signs).to_bytes(self._lanes.size, "little"))
        return sum([weight * x for weight, x in zip(self._out, lanes, strict=True) if x > 0])


class _Rows(dict[str, int]):
    def __missing__(self, name: str) -> int:
        return 0


def _packed(values: Sequence[int]) -> int:
    return sum(value << (_LANE_BITS * i) for i, value in enumerate(values))
