"""A server that speaks the Messages API as its documentation and the SDK's types say, and keeps every byte it was sent.

Beside the API it hears, without a key:

- `POST /_control` with `{"failures": [{"kind": "overloaded"}, null], "always": {…} | null, "pace": "none" | "real" |
  "heavy" | {"first_seconds": 0.6, "tokens_per_second": 150, "tail": 1.8}, "lacks": ["batches"], "batch_seconds": 5,
  "obeys": true}`: each key that is there replaces what was set, "failures" and "always" together.
- `GET /_counts`: requests, tokens and dollars (`counting`).
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from aiohttp import web

from tests.standins.claude import failing, lacking, models
from tests.standins.claude.answers import Refused, error, message
from tests.standins.claude.failing import Failure
from tests.standins.claude.pace import PACES, Pace
from tests.standins.claude.recording import Recorder
from tests.standins.claude.sending import Sender
from tests.standins.claude.service import Service
from tests.standins.serving import Served

__all__ = ["KEY", "ClaudeServer", "error", "message"]

Answer = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]
KEY = "test-key"
VERSIONS = ("2023-01-01", "2023-06-01", "2026-10-21")
MESSAGES_MAX_BYTES = 32 * 1024**2  # "Request size limits"
BATCH_MAX_BYTES = 256 * 1024**2


class ClaudeServer(Served):
    """`async with ClaudeServer() as server`: `server.url`, `server.received` (all bytes, one item a request).

    `answer` takes a request's body and gives status and body in place of the model; it is then free in model names.
    Each answer waits so many `seconds` before all else. `keys` are accepted as `x-api-key` or as bearer; without
    any none is asked for. The rest is
    `Service`'s: `models` (what is listed), `regions` (of `inference_geo`), `pace`, `failures` (one a request to a
    model, None for a good one) and `always` (when they are used up), `lacks` (see `lacking`), `edit` (the statements
    that the model would write, as it shall write them), `obeys` (orders in messages), `batch_seconds`, `at_once` and
    `per_minute` (see `limits`), `seed` (of the pace), `clock` (seconds since 1970, of cache and batches).
    """

    runner_options: ClassVar[dict[str, Any]] = {"handler_cancellation": True, "shutdown_timeout": 2}

    def __init__(
        self,
        answer: Answer | None = None,
        record: Path | None = None,
        seconds: float = 0,
        *,
        keys: Sequence[str] = (KEY,),
        versions: Sequence[str] = VERSIONS,
        **options: Any,
    ) -> None:
        self.answer, self.seconds, self.keys, self.versions = answer, seconds, keys, versions
        self.service = Service(**options)
        self.received: list[bytes] = []
        self._recorder = Recorder(record)
        self._closing = asyncio.Event()

    @property
    def counts(self) -> dict[str, Any]:
        """What `GET /_counts` tells."""
        return self.service.counts.told()

    def fail(self, *failures: Failure | None, always: Failure | None = None) -> None:
        """From now on this script in place of the one before."""
        self.service.script = failing.Script(failures, always)

    def application(self) -> web.Application:
        app = web.Application(client_max_size=BATCH_MAX_BYTES + 1)
        app.router.add_route("*", "/{path:.*}", self._serve)
        return app

    async def stop(self) -> None:
        self._closing.set()
        await super().stop()
        self._recorder.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if request.path.startswith("/_"):
            return web.json_response(self._commanded(request, body))
        self.received.append(_head(request) + body)
        sender = Sender(request, self.service.pace, self._closing)
        try:
            if self.seconds:
                await sender.wait(self.seconds)
            response = await self._answered(request, body, sender)
        except Refused as refused:
            response = await sender.json(refused.body, refused.status, refused.headers)
        finally:
            self.service.counts.request(request.method, _address(request.path), sender.status)
            self._recorder.add(request, body, sender)
        return response

    async def _answered(self, request: web.Request, body: bytes, sender: Sender) -> web.StreamResponse:
        key = self._admitted(request, len(body))
        lacking.refuse_path(self.service.lacks, request.path)
        match (request.method, request.path.strip("/").split("/")):
            case ("POST", ["v1", "messages"]):
                return await self._message(_json(body), key, sender)
            case ("POST", ["v1", "messages", "count_tokens"]):
                return await sender.json(self.service.count(_json(body)))
            case ("GET", ["v1", "models"]):
                stages = request.query.getall("lifecycle[]", [])
                return await sender.json(models.page(self.service.models, request.query, stages))
            case ("GET", ["v1", "models", name]):
                return await sender.json(models.find(self.service.models, name).entry())
            case (method, ["v1", "messages", "batches", *rest]):
                return await self._batch(method, rest, body, key, sender)
        raise Refused(404, "Not Found")

    def _admitted(self, request: web.Request, size: int) -> str:
        """The key that came with the request."""
        bearer = request.headers.get("authorization", "")
        sent = (
            request.headers.get("x-api-key"),
            bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else None,
        )
        key = next((x for x in sent if x in self.keys), None) if self.keys else ""
        if key is None:
            raise Refused(401, "invalid x-api-key" if any(sent) else "x-api-key header is required")
        version = request.headers.get("anthropic-version")
        if version not in self.versions:
            raise Refused(400, f"anthropic-version: {'header is required' if not version else 'not a valid version'}")
        if size > (BATCH_MAX_BYTES if "/batches" in request.path else MESSAGES_MAX_BYTES):
            raise Refused(413, "Request exceeds the maximum size")
        return key

    async def _message(self, body: Any, key: str, sender: Sender) -> web.StreamResponse:
        streams = body.get("stream", False)
        if self.answer:
            self.service.check(body)
            status, answer = self.answer(body)
            if status != 200 or not streams:
                return await sender.json(answer, status)
            return await sender.stream(answer, None, self.service.random(), lambda: None)
        with self.service.limits.taken():
            answer, failure, keep = self.service.prepare(body, key)
            send = sender.stream if streams else sender.whole
            response = await send(answer, failure, self.service.random(), keep)
        self.service.billed(answer)
        return response

    async def _batch(self, method: str, rest: list[str], body: bytes, key: str, sender: Sender) -> web.StreamResponse:
        batches = self.service.batches
        match (method, rest):
            case ("POST", []):
                return await sender.json(batches.create(_json(body), key, self.url))
            case ("GET", []):
                return await sender.json(batches.list(self.url))
            case ("GET", [id]):
                return await sender.json(batches.retrieve(id, self.url))
            case ("POST", [id, "cancel"]):
                return await sender.json(batches.cancel(id, self.url))
            case ("GET", [id, "results"]):
                return await sender.lines(batches.results(id))
        raise Refused(404, "Not Found")

    def _commanded(self, request: web.Request, body: bytes) -> dict[str, Any]:
        if request.path == "/_counts":
            return self.counts
        command = json.loads(body)
        if {"failures", "always"} & set(command):
            self.service.script = failing.script(command)
        if pace := command.get("pace"):
            self.service.pace = PACES[pace] if isinstance(pace, str) else Pace(**pace)
        if "lacks" in command:
            self.service.lacks = lacking.check(command["lacks"])
        self.service.batches.seconds = command.get("batch_seconds", self.service.batches.seconds)
        self.service.obeys = command.get("obeys", self.service.obeys)
        return {"ok": True}


def _json(body: bytes) -> Any:
    with suppress(ValueError):
        if isinstance(found := json.loads(body), dict):
            return found
    raise Refused(400, "The request body is not valid JSON")


def _address(path: str) -> str:
    """Without ids, so that requests of a kind are counted together."""
    return "/".join("ID" if x.startswith("msgbatch_") else x for x in path.split("/"))


def _head(request: web.Request) -> bytes:
    """The request's first line and headers as they came."""
    lines = [f"{request.method} {request.raw_path} HTTP/1.1".encode()]
    return b"\r\n".join([*lines, *(k + b": " + v for k, v in request.raw_headers), b"", b""])
