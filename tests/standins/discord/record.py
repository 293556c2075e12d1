"""Everything that was asked and answered, as JSON Lines in a file and as a list."""

import asyncio
import json
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from tests.standins.discord.state import Json


class Called(NamedTuple):
    """`route` is the registered pattern, such as /channels/{channel}/messages; `path` what was asked."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    body: Any
    status: int
    answer: Any


class Record:
    """`calls` are REST's, in order. The file also has what went over the gateway, `way` being "in" or "out"."""

    def __init__(self, file: Path | None) -> None:
        self.calls: list[Called] = []
        self.more = asyncio.Event()
        self._file: TextIO | None = file.open("a", encoding="utf-8", buffering=1) if file else None

    def call(self, it: Called) -> None:
        self.calls.append(it)
        self.more.set()
        self._line(it._asdict())

    def gateway(self, way: str, session: str | None, payload: Json) -> None:
        if self._file:
            self._line({"gateway": way, "session": session, "payload": payload})

    def dispatched(self, session: str, text: str) -> None:
        """An event that is JSON text already."""
        if self._file:
            self._file.write(f'{{"gateway": "out", "session": "{session}", "payload": {text}}}\n')

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _line(self, fields: Json) -> None:
        if self._file:
            self._file.write(json.dumps(fields) + "\n")
