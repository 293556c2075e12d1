"""A server that plays scripts: what it writes, when it waits, where it breaks off; each request gets the next one."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tests.standins.claude.strict import complaint

SILENCE = "silence"  # until the client leaves
BREAK = "break"  # the connection ends in the middle


@dataclass(frozen=True)
class Script:
    """`steps` are written one by one: events, `SILENCE`, `BREAK`."""

    steps: Sequence[dict[str, Any] | str]
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/event-stream"),)


@dataclass(frozen=True)
class Request:
    line: str
    headers: dict[str, str]
    body: Any


def event(type: str, **fields: Any) -> dict[str, Any]:
    return {"type": type, **fields}


START = event(
    "message_start",
    message={
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "of-the-server",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 1, "cache_read_input_tokens": 40},
    },
)
BLOCK = event("content_block_start", index=0, content_block={"type": "text", "text": ""})
STOP = event("message_stop")


def text(piece: str) -> dict[str, Any]:
    return event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})


def end(reason: str = "end_turn", output: int = 7) -> dict[str, Any]:
    return event("message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": output})


def answer(*pieces: str) -> Script:
    return Script([START, BLOCK, *map(text, pieces), event("content_block_stop", index=0), end(), STOP])


def refusal(status: int, said: str = "no", **headers: str) -> Script:
    """An answer that is an error."""
    body = {"type": "error", "error": {"type": "api_error", "message": said}}
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Script([json.dumps(body)], status, (("content-type", "application/json"), *named))


def found(body: object, type: str = "application/json") -> Script:
    written = body if isinstance(body, str) else json.dumps(body)
    return Script([written], 200, (("content-type", type),))


class ScriptedServer:
    """`async with ScriptedServer(first, second) as server`: the last script is played again when none is left.

    `requests` is what came, `asked` is set with the first; `left` is set when a client closed its connection before
    its script had ended.
    """

    def __init__(self, *scripts: Script) -> None:
        self._scripts = list(scripts)
        self.requests: list[Request] = []
        self.left = asyncio.Event()
        self.connections = 0
        self.asked = asyncio.Event()

    async def __aenter__(self) -> "ScriptedServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._tasks: set[asyncio.Task[Any]] = set()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await asyncio.gather(*self._tasks)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self.connections += 1
        try:
            while True:
                request = await _read(reader)
                self.requests.append(request)
                self.asked.set()
                await self._play(self._next(request), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has gone
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def _next(self, request: Request) -> Script:
        if request.line.startswith("POST /v1/messages ") and (wrong := complaint(request.body)):
            return refusal(400, wrong)
        return self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]

    async def _play(self, script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = [f"HTTP/1.1 {script.status} -", "transfer-encoding: chunked", *(f"{n}: {v}" for n, v in script.headers)]
        writer.write("\r\n".join([*head, "", ""]).encode())
        for step in script.steps:
            if step == BREAK:
                raise ConnectionAbortedError
            if step == SILENCE:
                assert await reader.read(1) == b"", "nobody speaks while being answered"
                self.left.set()
                raise ConnectionResetError
            out = step if isinstance(step, str) else f"event: {step['type']}\ndata: {json.dumps(step)}\n\n"
            writer.write(b"%x\r\n%s\r\n" % (len(out.encode()), out.encode()))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Request:
    line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(line, headers, json.loads(body) if body else None)
