"""Socket Mode: WebSocket connections, each envelope acknowledged on the one it came by.

https://docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections, any of which may get an envelope.
"""

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.standins.slack.deliveries import ACKNOWLEDGE_SECONDS, Delivery, Unanswered
from tests.standins.slack.state import APP_ID, Json

CONNECTIONS_MAX = 10
LEAVING_SECONDS = 10.0  # between the word that a connection will end, and its end
INTERACTIVE = ("slash_commands", "interactive")


class Connection:
    """`leaving` after a `disconnect`; `deaf` takes no notice of anything, as a dead peer."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.BaseTransport | None) -> None:
        self.socket, self.transport = socket, transport
        self.leaving = self.deaf = False
        self.gone = asyncio.Event()

    async def say(self, message: Json) -> None:
        if self.deaf:
            return
        try:
            await self.socket.send_str(json.dumps(message))
        except ConnectionError as error:
            raise Unanswered("connection_failed") from error


class Sockets:
    def __init__(self) -> None:
        self.open: list[Connection] = []
        self.base = ""
        self.strange: list[str] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self._changed = asyncio.Event()
        self._turn = 0

    def address(self) -> str:
        """An address that takes one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"{self.base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP_ID}"

    async def connected(self, count: int = 1) -> None:
        """Waits until so many connections are open and hear."""
        while len(self._hearing()) < count:
            self._changed.clear()
            await self._changed.wait()

    async def send(self, it: Delivery, reason: str | None, fault: str | None) -> Json | None:
        """Each connection in turn; one that is leaving only where there is no other."""
        open = self._hearing() or [c for c in self.open if not c.socket.closed]
        if not open:
            raise Unanswered("connection_failed")
        self._turn += 1
        envelope = secrets.token_hex(8)
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = future
        try:
            await open[self._turn % len(open)].say(_envelope(it, envelope, reason))
            async with asyncio.timeout(ACKNOWLEDGE_SECONDS):
                return await future
        except TimeoutError as error:
            raise Unanswered("timeout") from error
        finally:
            del self._waiting[envelope]

    async def disconnect(self, reason: str = "refresh_requested", seconds: float = LEAVING_SECONDS) -> None:
        """Says on every connection that it will end (warning, refresh_requested, link_disabled), then ends it."""
        for connection in list(self.open):
            connection.leaving = True
            await connection.say({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})
            asyncio.get_running_loop().call_later(seconds, self._abort, connection)

    def deafen(self) -> None:
        """Every connection of now stays open, and nothing comes through it any more, not even an answer to a ping."""
        for connection in self.open:
            connection.deaf = True

    def cut(self) -> None:
        """Every connection of now ends without a word."""
        for connection in list(self.open):
            self._abort(connection)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self.open) >= CONNECTIONS_MAX:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self.open.append(connection)
        self._changed.set()
        try:
            await connection.say(self._hello())
            await self._listen(connection)
        finally:
            self.open.remove(connection)
            connection.gone.set()
        return socket

    def _hello(self) -> Json:
        debug = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": debug,
            "connection_info": {"app_id": APP_ID},
        }

    async def _listen(self, connection: Connection) -> None:
        async for got in connection.socket:
            if connection.deaf:
                continue
            if got.type is WSMsgType.PING:
                await connection.socket.pong(got.data)
            elif got.type is WSMsgType.TEXT:
                self._acknowledged(got.data)

    def _acknowledged(self, text: str) -> None:
        """An acknowledgement; what is none, or comes too late, is kept in `strange`."""
        answer: Any = json.loads(text)
        future = self._waiting.get(answer.get("envelope_id", ""))
        if not future or future.done():
            self.strange.append(text)
        else:
            future.set_result(answer.get("payload"))

    def _hearing(self) -> list[Connection]:
        return [c for c in self.open if not (c.leaving or c.socket.closed)]

    def _abort(self, connection: Connection) -> None:
        if connection in self.open and isinstance(connection.transport, asyncio.Transport):
            connection.transport.abort()


def _envelope(it: Delivery, id: str, reason: str | None) -> Json:
    base: Json = {"envelope_id": id, "payload": it.payload, "type": it.kind}
    base["accepts_response_payload"] = it.kind in INTERACTIVE
    if it.kind == "events_api":
        base |= {"retry_attempt": it.attempts - 1, "retry_reason": reason or ""}
    return base
