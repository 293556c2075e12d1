"""What the gateway knows of one client: a session that outlives its connections, and the connection of now.

https://docs.discord.com/developers/events/gateway#resuming and #encoding-and-compression.
"""

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.standins.discord.state import Json

REPLAY_MAX_EVENTS = 200_000
SESSION_MAX_SECONDS = 300.0  # without a connection


class Connection:
    """One WebSocket. What is said goes out in order, then the close code; `deaf` takes no notice of anything."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.BaseTransport | None, stream: bool) -> None:
        self.socket, self._transport = socket, transport
        self._deflate = zlib.compressobj() if stream else None
        self._outbox: asyncio.Queue[str | int] = asyncio.Queue()
        self.session: Session | None = None
        self.deaf = self.closing = False
        self.beaten = True
        self.commands: deque[float] = deque()
        self.gone = asyncio.Event()

    def say(self, payload: Json) -> None:
        self.say_text(json.dumps(payload))

    def say_text(self, text: str) -> None:
        if not self.deaf:
            self._outbox.put_nowait(text)

    def close(self, code: int) -> None:
        """After what was said before; the client's own code then means nothing."""
        self.closing = True
        self._outbox.put_nowait(code)

    def abort(self) -> None:
        """Without a word."""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    async def write(self) -> None:
        try:
            while isinstance(said := await self._outbox.get(), str):
                await self._send(said)
            await self.socket.close(code=said)
        except ConnectionError:
            pass  # the session keeps what did not arrive

    async def watch(self, seconds: float) -> None:
        """Ends a connection whose client misses a heartbeat; the half more is for the way."""
        while self.beaten:
            self.beaten = False
            await asyncio.sleep(seconds * 1.5)
        self.close(4000)

    async def _send(self, text: str) -> None:
        if self._deflate:
            packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)
        else:
            await self.socket.send_str(text)


@dataclass(slots=True)
class Session:
    """`sent` are its events by number, for a client that comes back; `lost` is when its connection went."""

    id: str
    intents: int
    shard: tuple[int, int]
    now: Callable[[], float]
    told: Callable[[str, str], None]
    large_threshold: int = 50
    number: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAY_MAX_EVENTS))
    connection: Connection | None = None
    lost: float = 0.0

    def dispatch(self, name: str, data: str) -> None:
        """An event, its data already JSON."""
        self.number += 1
        text = f'{{"op": 0, "t": "{name}", "s": {self.number}, "d": {data}}}'
        self.sent.append((self.number, text))
        self.told(self.id, text)
        if self.connection:
            self.connection.say_text(text)

    def expired(self) -> bool:
        return self.connection is None and self.now() - self.lost > SESSION_MAX_SECONDS

    def can_replay(self, number: int) -> bool:
        return number == self.number or (bool(self.sent) and self.sent[0][0] <= number + 1)

    def replay(self, number: int, connection: Connection) -> None:
        """Goes on with another connection: all after `number`, then the word that this was all."""
        self.connection = connection
        for count, text in self.sent:
            if count > number:
                connection.say_text(text)
        self.dispatch("RESUMED", "{}")
