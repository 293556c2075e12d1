"""Everything that was asked and answered, as JSON Lines in a file and as a list."""

from pathlib import Path
from typing import Any, NamedTuple

from tests.standins.lines import Lines
from tests.standins.teams.state import Json


class Called(NamedTuple):
    """One request of the bot: `service` is connector, graph or login; `what` is the method and the path."""

    service: str
    what: str
    body: Json
    status: int
    answer: Json


class Record(Lines):
    """`calls` are the bot's, in order; with `keep` off they are written to the file alone."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(file)
        self.calls: list[Called] = []
        self.keep = True

    def call(self, service: str, what: str, body: Json, status: int, answer: Json) -> None:
        if self.keep:
            self.calls.append(Called(service, what, body, status, answer))
        self._line(call=service, what=what, body=body, status=status, answer=answer)

    def delivery(self, kind: str, payload: Json, attempt: int, outcome: str, status: int, answer: Any) -> None:
        self._line(delivery=kind, payload=payload, attempt=attempt, outcome=outcome, status=status, answer=answer)
