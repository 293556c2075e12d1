"""Gradient-boosted trees."""

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

# A leaf is its value; a branch is (feature, threshold, node where feature <= threshold, node where it is above).
Node: TypeAlias = "float | tuple[int, float, Node, Node]"


class Trees:
    """A sum of decision trees over rows of numbers, as a probability."""

    def __init__(self, weights: dict[str, Any]) -> None:
        """`weights`: {"bias": number, "trees": [node]}, a node as above with lists for tuples."""
        self._bias = float(weights["bias"])
        self._trees = [_node(tree) for tree in weights["trees"]]

    def probability(self, row: Sequence[float]) -> float:
        total = self._bias
        for node in self._trees:
            while isinstance(node, tuple):
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
        return 1 / (1 + math.exp(-total))


def _node(data: Any) -> Node:
    if isinstance(data, list):
        return int(data[0]), float(data[1]), _node(data[2]), _node(data[3])
    return float(data)
