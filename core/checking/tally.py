"""When an answer is not to be relied on any more."""

from dataclasses import dataclass

FEWEST_FAILED = 2  # a single slip says nothing about the rest
SHARE_FAILED = 1 / 3


@dataclass(slots=True)
class Tally:
    """Counts the verdicts on the statements of one answer."""

    stated: int = 0
    failed: int = 0

    def count(self, passed: bool) -> None:
        self.stated += 1
        self.failed += not passed

    @property
    def broken(self) -> bool:
        """Over a third have failed, and at least two: nothing further of the answer is shown."""
        return self.failed >= FEWEST_FAILED and self.failed > SHARE_FAILED * self.stated
