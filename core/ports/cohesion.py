"""What tells where a topic shifts."""

from collections.abc import Sequence
from typing import Protocol


class Cohesion(Protocol):
    """Says how much neighbouring messages have in common. It computes: keep it off the event loop.

    `reach` is how many messages each side of a place it looks at: what stands further off changes nothing.
    """

    @property
    def reach(self) -> int: ...

    def similarities(self, texts: Sequence[str]) -> list[float]:
        """For each place between two texts (one fewer than texts) how alike both sides are, 1 at most.

        Linear in the number of texts. Errors: `OperatorError` where a model is missing or is not what it should be.
        """
        ...
