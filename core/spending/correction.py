"""Estimates of prompts, corrected by what servers have counted.

An estimate is only ever raised: `core.tokens` is meant never to be below the count, and one that was shows that a
workspace's texts, or its model's tokens, are not as expected. A low count promises nothing about the next prompt.
"""

from collections import defaultdict, deque
from dataclasses import replace
from math import ceil

from core.ports.model import Call, Usage
from core.tokens import BYTES_PER_TOKEN

REMEMBERED = 20  # prompts of a workspace
HIGHEST = float(BYTES_PER_TOKEN)  # no token is shorter than a byte


class Correction:
    """Of one process."""

    def __init__(self) -> None:
        self._ratios: defaultdict[tuple[str, str], deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def corrected(self, call: Call, expected: Usage) -> Usage:
        """Raised as far as the worst of the workspace's latest estimates was too low."""
        factor = max(self._ratios.get((call.platform, call.workspace), ()), default=1.0)
        return replace(
            expected, input=ceil(expected.input * factor), cache_written=ceil(expected.cache_written * factor)
        )

    def learn(self, call: Call, expected: Usage, counted: Usage) -> None:
        """`expected` as it was before any correction."""
        if estimated := _read(expected):
            ratio = min(HIGHEST, max(1.0, _read(counted) / estimated))
            self._ratios[call.platform, call.workspace].append(ratio)


def _read(usage: Usage) -> int:
    return usage.input + usage.cache_read + usage.cache_written
