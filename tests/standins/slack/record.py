"""Everything that was asked and answered, as JSON Lines in a file and as a list."""

from pathlib import Path
from typing import NamedTuple

from tests.standins.lines import Lines
from tests.standins.slack.state import Json


class Called(NamedTuple):
    method: str
    arguments: Json
    answer: Json
    team: str | None


class Record(Lines):
    """`calls` are the Web API's and response_urls', in order."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(file)
        self.calls: list[Called] = []

    def call(self, method: str, arguments: Json, status: int, answer: Json, team: str | None) -> None:
        self.calls.append(Called(method, arguments, answer, team))
        self._line(call=method, arguments=arguments, status=status, answer=answer, team=team)

    def delivery(self, kind: str, payload: Json, attempt: int, outcome: str, answer: Json | None) -> None:
        self._line(delivery=kind, payload=payload, attempt=attempt, outcome=outcome, answer=answer)
