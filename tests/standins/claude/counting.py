"""Requests, tokens and money, by address and by model: what `GET /_counts` tells."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from tests.standins.claude.models import Listed

_TOKENS = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")


class Counts:
    def __init__(self) -> None:
        self._requests: Counter[str] = Counter()
        self._statuses: Counter[int] = Counter()
        self._models: dict[str, Counter[str]] = defaultdict(Counter)
        self._dollars: defaultdict[str, float] = defaultdict(float)

    def request(self, method: str, path: str, status: int) -> None:
        self._requests[f"{method} {path}"] += 1
        self._statuses[status] += 1

    def answer(self, model: Listed, usage: Mapping[str, Any], batch: bool = False) -> None:
        self._models[model.id].update({"answers": 1, "batched": int(batch)})
        self._models[model.id].update({name: usage.get(name) or 0 for name in _TOKENS})
        self._dollars[model.id] += model.price.dollars(usage, batch)

    def told(self) -> dict[str, Any]:
        """`{"requests": {"POST /v1/messages": n}, "statuses": {"200": n}, "models": {name: {…}}, "dollars": sum}`."""
        return {
            "requests": dict(self._requests),
            "statuses": {str(k): v for k, v in self._statuses.items()},
            "models": {name: {**counts, "dollars": self._dollars[name]} for name, counts in self._models.items()},
            "dollars": sum(self._dollars.values()),
        }
