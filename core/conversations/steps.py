"""Numbers as names of ranges, so that a model can learn what each range means."""

from bisect import bisect_left
from collections.abc import Sequence


class Steps:
    """Turns a number into the name of its range: `Steps("gap", (10, 60))(30)` is "gap to 60"."""

    def __init__(self, name: str, edges: Sequence[float]) -> None:
        self._edges = edges
        self._names = [f"{name} to {edge:g}" for edge in edges] + [f"{name} above {edges[-1]:g}"]
        self._unknown = f"{name} unknown"

    def __call__(self, value: float | None) -> str:
        return self._unknown if value is None else self._names[bisect_left(self._edges, value)]
