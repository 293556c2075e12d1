"""A stand-in's record on disk: JSON Lines, each there as soon as it is written."""

import json
from pathlib import Path
from typing import Any, TextIO


class Lines:
    """Without a file nothing is written."""

    def __init__(self, file: Path | None) -> None:
        self._file: TextIO | None = file.open("a", encoding="utf-8", buffering=1) if file else None

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _line(self, **fields: Any) -> None:
        if self._file:
            self._text(json.dumps(fields))

    def _text(self, line: str) -> None:
        """One that is JSON text already."""
        if self._file:
            self._file.write(f"{line}\n")
