"""Trains gradient-boosted trees with scikit-learn and writes them as core/learned/trees.py reads them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def boost(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], sizes: Sequence[float], trees: int, leaves: int
) -> dict[str, Any]:
    """`sizes`: how much each row counts."""
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=0.1,
        min_samples_leaf=60,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    weights = np.array(sizes) * (len(sizes) / sum(sizes))
    model.fit(np.array(rows, dtype=float), np.array(labels), sample_weight=weights)
    # scikit-learn keeps no public view of these trees.
    grown = [step[0].nodes for step in model._predictors]
    return {"bias": _short(model._baseline_prediction.item()), "trees": [_node(nodes, 0) for nodes in grown]}


def _node(nodes: Any, i: int) -> Any:
    node = nodes[i]
    if node["is_leaf"]:
        return _short(node["value"])
    branches = (_node(nodes, int(node["left"])), _node(nodes, int(node["right"])))
    return [int(node["feature_idx"]), _short(node["num_threshold"]), *branches]


def _short(value: float) -> float:
    return float(f"{float(value):.5g}")
