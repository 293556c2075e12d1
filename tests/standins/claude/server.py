"""A server that speaks as much of the Messages API as Recap uses, and keeps every byte it was sent."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.standins.claude.sse import events
from tests.standins.claude.strict import complaint

Answer = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]
KEY = "test-key"


def message(text: str, **fields: Any) -> dict[str, Any]:
    """A message as the API answers."""
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
        **fields,
    }


def error(kind: str, text: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": text}}


class ClaudeServer:
    """`async with ClaudeServer(answer) as server`: `server.url`, `server.received` (all bytes, one item a request).

    It answers after so many `seconds`.
    """

    def __init__(
        self, answer: Answer = lambda _: (200, message("Nothing.")), record: Path | None = None, seconds: float = 0
    ) -> None:
        self.answer, self.record, self.seconds = answer, record, seconds
        self.received: list[bytes] = []
        self.url = ""
        self._closing = asyncio.Event()
        self._open: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> "ClaudeServer":
        return await self.start(0)

    async def start(self, port: int) -> "ClaudeServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await self._server.wait_closed()
        self._closing.set()
        await asyncio.gather(*self._open)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(_length(head))
            self.received.append(head + body)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), self.seconds)
            status, answer = self._answered(head, body)
            if self.record:
                with self.record.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"request": (head + body).decode("latin-1"), "answer": answer}) + "\n")
            streamed = status == 200 and json.loads(body).get("stream")
            out = events(answer) if streamed else json.dumps(answer).encode()
            kind = b"text/event-stream" if streamed else b"application/json"
            writer.write(b"HTTP/1.1 %d -\r\ncontent-type: %s\r\nconnection: close\r\n" % (status, kind))
            writer.write(b"content-length: %d\r\n\r\n" % len(out) + out)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has gone
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def _answered(self, head: bytes, body: bytes) -> tuple[int, dict[str, Any]]:
        if not head.startswith(b"POST /v1/messages "):
            return 404, error("not_found_error", "no such address")
        if not any(f"{header} {KEY}".encode() in head.lower() for header in ("authorization: bearer", "x-api-key:")):
            return 401, error("authentication_error", "invalid key")
        request = json.loads(body)
        if wrong := complaint(request):
            return 400, error("invalid_request_error", wrong)
        return self.answer(request)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0
