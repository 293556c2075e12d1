"""Every request with its answer as a line of JSON; keys stay out."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.standins.claude.sending import Sender


class Recorder:
    """Appends to a file, or does nothing where there is none.

    A line: `{"at", "method", "path", "headers", "request", "status", "answer", "cut"}`. `request` is the body, as JSON
    where it is; `answer` lists what was sent: one body, the events of a stream, or the lines of a batch's results.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def add(self, request: web.Request, body: bytes, sender: Sender) -> None:
        if self._file is None:
            return
        headers = {k.lower(): v for k, v in request.headers.items() if k.lower() not in ("authorization", "x-api-key")}
        line = {
            "at": datetime.now(UTC).isoformat(),
            "method": request.method,
            "path": request.path_qs,
            "headers": headers,
            "request": _read(body),
            "status": sender.status,
            "answer": sender.sent,
            "cut": sender.cut,
        }
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode("latin-1")
