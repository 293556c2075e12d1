"""Every request with its answer as a line of JSON; keys stay out."""

import json
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.standins.claude.sending import Sender
from tests.standins.lines import Lines


class Recorder(Lines):
    """A line: `{"at", "method", "path", "headers", "request", "status", "answer", "cut"}`.

    `request` is the body, as JSON where it is; `answer` lists what was sent: one body, the events of a stream, or the
    lines of a batch's results.
    """

    def add(self, request: web.Request, body: bytes, sender: Sender) -> None:
        headers = {k.lower(): v for k, v in request.headers.items() if k.lower() not in ("authorization", "x-api-key")}
        self._line(
            at=datetime.now(UTC).isoformat(),
            method=request.method,
            path=request.path_qs,
            headers=headers,
            request=_read(body),
            status=sender.status,
            answer=sender.sent,
            cut=sender.cut,
        )


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode("latin-1")
