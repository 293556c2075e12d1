"""One answer over one connection: at the model's pace, and with what goes wrong on the way."""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from random import Random
from typing import Any

from aiohttp import web

from tests.standins.claude import events
from tests.standins.claude.answers import Refused, error, new_id
from tests.standins.claude.failing import Failure
from tests.standins.claude.pace import Pace

Keep = Callable[[], None]


class Sender:
    """`status`, `sent` (bodies and events) and `cut` tell afterwards what left. `closing` ends every wait."""

    def __init__(self, request: web.Request, pace: Pace, closing: asyncio.Event) -> None:
        self.status, self.sent, self.cut = 0, list[Any](), False
        self._request, self._pace, self._closing = request, pace, closing
        self._headers = {"request-id": new_id("req")}

    async def wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def json(
        self, body: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
    ) -> web.StreamResponse:
        self.status = status
        if body.get("type") == "error":
            body = {**body, "request_id": self._headers["request-id"]}
        self.sent.append(body)
        return web.json_response(body, status=status, headers={**self._headers, **(headers or {})})

    async def lines(self, text: str) -> web.StreamResponse:
        self.status = 200
        self.sent += [json.loads(x) for x in text.splitlines()]
        return web.Response(text=text, content_type="application/x-jsonl", headers=self._headers)

    async def whole(
        self, message: Mapping[str, Any], failure: Failure | None, random: Random, keep: Keep
    ) -> web.StreamResponse:
        """Not streamed: nothing comes until all is written."""
        if failure and failure.kind in ("silent", "stall_first", "stall_middle"):
            await self.wait(failure.seconds)
        if failure and failure.kind == "error_event":
            raise Refused(529, "Overloaded")
        pace = _slowed(self._pace, failure)
        if seconds := pace.first(random) + pace.writing(message["usage"]["output_tokens"]):
            await self.wait(seconds)
        keep()
        if failure and failure.kind == "cut":
            return await self._half(message)
        return await self.json(
            {**message, "field_of_tomorrow": 1} if failure and failure.kind == "unknown" else message
        )

    async def stream(
        self, message: Mapping[str, Any], failure: Failure | None, random: Random, keep: Keep
    ) -> web.StreamResponse:
        """Server-sent events, each when the model would have written it."""
        if failure and failure.kind == "silent":
            await self.wait(failure.seconds)
        pace = _slowed(self._pace, failure)
        started = asyncio.get_running_loop().time() + pace.first(random)
        await self._until(started)  # the service's headers, too, come when it begins to write
        keep()
        response = await self._opened("text/event-stream")
        whole = max(1, message["usage"]["output_tokens"])
        written = 0.0
        for event, tokens in events.sequence(message, random, bool(failure and failure.kind == "unknown")):
            if event["type"] in ("content_block_delta", "message_delta"):
                if failure and await self._stopped(response, failure, written / whole):
                    return response
                written += tokens
                await self._until(started + pace.writing(written))
            await self._send(response, event)
        await response.write_eof()
        return response

    async def _stopped(self, response: web.StreamResponse, failure: Failure, share: float) -> bool:
        """Fails if it is time; whether the answer ends here."""
        if failure.kind == "stall_first" and not share:
            await self.wait(failure.seconds)
        if not failure.stops(share):
            return False
        if failure.kind == "stall_middle":
            await self.wait(failure.seconds)
        elif failure.kind == "cut":
            self._cut()
        else:
            await self._send(response, error("overloaded_error", "Overloaded"))
            await response.write_eof()
        return failure.kind != "stall_middle" or self._closing.is_set()

    async def _half(self, message: Mapping[str, Any]) -> web.StreamResponse:
        body = json.dumps(message).encode()
        response = await self._opened("application/json", len(body))
        await response.write(body[: len(body) // 2])
        self._cut()
        return response

    async def _opened(self, content: str, length: int | None = None) -> web.StreamResponse:
        self.status = 200
        response = web.StreamResponse(headers={**self._headers, "content-type": content})
        response.content_length = length
        await response.prepare(self._request)
        return response

    async def _send(self, response: web.StreamResponse, event: Mapping[str, Any]) -> None:
        self.sent.append(event)
        await response.write(events.wire(event))

    def _cut(self) -> None:
        self.cut = True
        if self._request.transport:
            self._request.transport.close()

    async def _until(self, moment: float) -> None:
        seconds = moment - asyncio.get_running_loop().time()
        if seconds > 0:
            await self.wait(seconds)


def _slowed(pace: Pace, failure: Failure | None) -> Pace:
    return Pace(failure.seconds, failure.rate) if failure and failure.kind == "slow" else pace
