"""Everything that was asked and answered, as JSON Lines in a file and as a list."""

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

from tests.standins.discord.state import Json
from tests.standins.lines import Lines


class Called(NamedTuple):
    """`route` is the registered pattern, such as /channels/{channel}/messages; `path` what was asked."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    body: Any
    status: int
    answer: Any


class Record(Lines):
    """`calls` are REST's, in order. The file also has what went over the gateway, `way` being "in" or "out"."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(file)
        self.calls: list[Called] = []
        self.more = asyncio.Event()

    def call(self, it: Called) -> None:
        self.calls.append(it)
        self.more.set()
        self._line(**it._asdict())

    def gateway(self, way: str, session: str | None, payload: Json) -> None:
        self._line(gateway=way, session=session, payload=payload)

    def dispatched(self, session: str, text: str) -> None:
        """An event that is JSON text already."""
        self._text(f'{{"gateway": "out", "session": "{session}", "payload": {text}}}')
