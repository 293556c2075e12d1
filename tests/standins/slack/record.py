"""Everything that was asked and answered, as JSON Lines in a file and as a list."""

import json
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from tests.standins.slack.state import Json


class Called(NamedTuple):
    method: str
    arguments: Json
    answer: Json
    team: str | None


class Record:
    """`calls` are the Web API's and response_urls', in order."""

    def __init__(self, file: Path | None) -> None:
        self.calls: list[Called] = []
        self._file: TextIO | None = file.open("a", encoding="utf-8", buffering=1) if file else None

    def call(self, method: str, arguments: Json, status: int, answer: Json, team: str | None) -> None:
        self.calls.append(Called(method, arguments, answer, team))
        self._line(call=method, arguments=arguments, status=status, answer=answer, team=team)

    def delivery(self, kind: str, payload: Json, attempt: int, outcome: str, answer: Json | None) -> None:
        if self._file:
            self._line(delivery=kind, payload=payload, attempt=attempt, outcome=outcome, answer=answer)

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _line(self, **fields: Any) -> None:
        if self._file:
            self._file.write(json.dumps(fields) + "\n")
