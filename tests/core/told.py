"""How often a detector tells what people would: precision, recall, and what it tells wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Told:
    """Each case is what is so, what was told, and the case as it is written."""

    cases: Sequence[tuple[bool, bool, str]]

    @property
    def precision(self) -> float:
        return self._right / sum(told for _, told, _ in self.cases)

    @property
    def recall(self) -> float:
        return self._right / sum(true for true, _, _ in self.cases)

    @property
    def wrong(self) -> list[str]:
        return [line for true, told, line in self.cases if true != told]

    @property
    def _right(self) -> int:
        return sum(true and told for true, told, _ in self.cases)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} of {len(self.cases)}"


def lines(file: Path) -> Iterator[list[str]]:
    """The columns of each line, but for comments."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [column.strip() for column in line.split(" | ")]
